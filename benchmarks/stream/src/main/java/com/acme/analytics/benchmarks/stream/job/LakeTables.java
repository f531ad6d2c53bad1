package com.acme.analytics.benchmarks.stream.job;

import com.acme.analytics.core.lake.LakeColumn;
import com.acme.analytics.core.lake.LakePartition;
import com.acme.analytics.core.lake.LakeTable;
import com.acme.analytics.flink.config.LakeConfig;
import java.io.IOException;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Makes the lake's table where there is none, as it is declared. */
final class LakeTables {
  private final LakeConfig config;

  LakeTables(LakeConfig config) {
    this.config = config;
  }

  void create() throws IOException {
    try (RESTCatalog catalog = new RESTCatalog()) {
      catalog.initialize(
          "lake",
          Map.of(
              "uri",
              config.catalog().toString(),
              "io-impl",
              "org.apache.iceberg.inmemory.InMemoryFileIO"));
      Namespace database = Namespace.of(config.database());
      if (catalog.namespaceExists(database)) {
        return;
      }
      catalog.createNamespace(database);
      Schema schema = new Schema(LakeTable.COLUMNS.stream().map(LakeTables::field).toList());
      catalog.createTable(
          TableIdentifier.of(database, LakeTable.NAME),
          schema,
          partitions(schema),
          "s3://" + config.warehouse() + "/events",
          LakeTable.PROPERTIES);
    }
  }

  private static PartitionSpec partitions(Schema schema) {
    PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
    for (LakePartition partition : LakeTable.PARTITIONS) {
      switch (partition.transform()) {
        case "identity" -> spec.identity(partition.column(), partition.name());
        case "hour" -> spec.hour(partition.column(), partition.name());
        default ->
            throw new IllegalStateException(
                "transform: " + partition.transform() + " (expected: identity or hour)");
      }
    }
    return spec.build();
  }

  private static Types.NestedField field(LakeColumn column) {
    Type type = Types.fromPrimitiveString(column.type().iceberg());
    return column.required()
        ? Types.NestedField.required(column.id(), column.name(), type)
        : Types.NestedField.optional(column.id(), column.name(), type);
  }
}
