package com.acme.analytics.flink.lake;

import com.acme.analytics.core.lake.LakeTable;
import com.acme.analytics.flink.config.LakeConfig;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.rest.RESTCatalog;
import software.amazon.awssdk.core.exception.SdkException;

/** The way to the table: an Iceberg REST catalog, Glue's own in AWS. */
record LakeCatalog(LakeConfig config) implements Serializable {

  /**
   * The table as it is now, over connections of its own.
   *
   * @throws RuntimeException when the catalog is away or has no such table
   */
  OpenTable open() {
    RESTCatalog catalog = new RESTCatalog();
    try {
      catalog.initialize("lake", properties());
      return new OpenTable(
          catalog,
          catalog.loadTable(TableIdentifier.of(Namespace.of(config.database()), LakeTable.NAME)));
    } catch (RuntimeException e) {
      close(catalog, e);
      throw e;
    }
  }

  private Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    properties.put("uri", config.catalog().toString());
    properties.put("warehouse", config.warehouse());
    properties.put("io-impl", "org.apache.iceberg.aws.s3.S3FileIO");
    // The usual factory makes clients of four more services, whose SDKs would have to be there.
    properties.put(
        "s3.client-factory-impl", "org.apache.iceberg.aws.s3.DefaultS3FileIOAwsClientFactory");
    properties.put("http-client.type", "urlconnection");
    // Who asks tries again later, and does not hold up a checkpoint meanwhile.
    properties.put("s3.retry.num-retries", "3");
    properties.put("s3.retry.min-wait-ms", "200");
    properties.put("s3.retry.max-wait-ms", "2000");
    if (config.authentication() == LakeConfig.Authentication.SIGV4) {
      properties.put("rest.auth.type", "sigv4");
      properties.put("rest.auth.sigv4.delegate-auth-type", "none");
      properties.put("rest.signing-name", "glue");
    }
    return properties;
  }

  /**
   * What Iceberg failed with, as what it is.
   *
   * @return that S3 does not answer, or not as it should, which it may later
   * @throws RuntimeException when it is something else
   */
  static IOException away(RuntimeException failure) {
    if (failure instanceof UncheckedIOException || failure instanceof SdkException) {
      return new IOException("lake: S3 is away", failure);
    }
    throw failure;
  }

  private static void close(RESTCatalog catalog, RuntimeException failure) {
    try {
      catalog.close();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** A table and the catalog that it asks. */
  record OpenTable(RESTCatalog catalog, Table table) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      table.io().close();
      catalog.close();
    }
  }
}
