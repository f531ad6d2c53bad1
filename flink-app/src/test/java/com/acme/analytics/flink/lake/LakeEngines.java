package com.acme.analytics.flink.lake;

import com.acme.analytics.core.lake.LakeColumn;
import com.acme.analytics.core.lake.LakePartition;
import com.acme.analytics.core.lake.LakeTable;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.IcebergCatalogEngine;
import com.acme.analytics.local.supervisor.S3Engine;
import java.io.IOException;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import software.amazon.awssdk.services.s3.S3Client;

/** The real S3 and catalog, with the table as it is declared. */
public final class LakeEngines implements AutoCloseable {
  private static final String DATABASE = "acme";

  private final EngineFixture<S3Engine> s3;
  private final EngineFixture<IcebergCatalogEngine> catalog;

  public LakeEngines() throws IOException, InterruptedException {
    s3 = EngineFixture.s3();
    catalog = EngineFixture.iceberg(s3.engine());
    try (S3Client client = s3.engine().client()) {
      client.createBucket(bucket -> bucket.bucket("lake"));
    }
    createTable();
  }

  public IcebergCatalogEngine catalog() {
    return catalog.engine();
  }

  /** Kills S3; its supervisor starts it again. */
  public void killS3() throws InterruptedException {
    s3.kill();
  }

  /** Stops S3 until it is asked to {@link #s3ComesBack}. */
  public void s3GoesAway() {
    s3.goAway();
  }

  /** Starts S3 again. */
  public void s3ComesBack() throws InterruptedException {
    s3.comeBack();
  }

  /** Kills the catalog; its supervisor starts it again. */
  public void killCatalog() throws InterruptedException {
    catalog.kill();
  }

  /** What an AWS SDK needs to find S3 and to be let in. */
  public Map<String, String> environment() {
    return Map.of(
        "AWS_REGION", "eu-central-1",
        "AWS_ACCESS_KEY_ID", s3.engine().accessKey(),
        "AWS_SECRET_ACCESS_KEY", s3.engine().secretKey(),
        "AWS_ENDPOINT_URL_S3", s3.engine().url().toString());
  }

  /** The job's property group {@code acme.lake}. */
  public String properties() {
    return """
    {"PropertyGroupId": "acme.lake", "PropertyMap": {
      "catalog.url": "%s", "catalog.warehouse": "lake", "catalog.authentication": "NONE",
      "database": "%s", "writers.per.hour": "1", "buffer.bytes": "8000000", "commit.interval": "PT1S"}}
    """
        .formatted(catalog.engine().url(), DATABASE);
  }

  private void createTable() throws IOException {
    Schema schema = new Schema(LakeTable.COLUMNS.stream().map(LakeEngines::field).toList());
    PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
    for (LakePartition partition : LakeTable.PARTITIONS) {
      switch (partition.transform()) {
        case "identity" -> spec.identity(partition.column(), partition.name());
        case "hour" -> spec.hour(partition.column(), partition.name());
        default -> throw new IllegalStateException("transform: " + partition.transform());
      }
    }
    try (RESTCatalog tables = new RESTCatalog()) {
      tables.initialize(
          "lake",
          Map.of(
              "uri",
              catalog.engine().url().toString(),
              "io-impl",
              "org.apache.iceberg.inmemory.InMemoryFileIO"));
      tables.createNamespace(Namespace.of(DATABASE));
      tables.createTable(
          TableIdentifier.of(DATABASE, LakeTable.NAME),
          schema,
          spec.build(),
          "s3://lake/events",
          LakeTable.PROPERTIES);
    }
  }

  private static Types.NestedField field(LakeColumn column) {
    Type type = Types.fromPrimitiveString(column.type().iceberg());
    return column.required()
        ? Types.NestedField.required(column.id(), column.name(), type)
        : Types.NestedField.optional(column.id(), column.name(), type);
  }

  @Override
  public void close() throws IOException {
    catalog.close();
    s3.close();
  }
}
