package com.acme.analytics.functions.query;

import com.acme.analytics.core.lake.LakeTable;
import com.acme.analytics.core.lake.LakeType;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.query.lake.LakeAddress;
import com.acme.analytics.functions.query.lake.LakeStore;
import com.acme.analytics.functions.query.lake.TrinoLake;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.IcebergCatalogEngine;
import com.acme.analytics.local.supervisor.S3Engine;
import com.acme.analytics.local.supervisor.TrinoEngine;
import java.io.IOException;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A real lake: the table of events in an Iceberg catalog on S3, and a Trino that reads it. */
final class LakeFixture implements AutoCloseable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final EngineFixture<S3Engine> s3;
  private final EngineFixture<IcebergCatalogEngine> catalog;
  private final EngineFixture<TrinoEngine> trino;

  private LakeFixture(
      EngineFixture<S3Engine> s3,
      EngineFixture<IcebergCatalogEngine> catalog,
      EngineFixture<TrinoEngine> trino) {
    this.s3 = s3;
    this.catalog = catalog;
    this.trino = trino;
  }

  static LakeFixture start() throws IOException, InterruptedException, SQLException {
    EngineFixture<S3Engine> s3 = EngineFixture.s3();
    try (S3Client client = s3.engine().client()) {
      client.createBucket(bucket -> bucket.bucket("lake"));
    }
    EngineFixture<IcebergCatalogEngine> catalog = EngineFixture.iceberg(s3.engine());
    EngineFixture<TrinoEngine> trino = EngineFixture.trino(catalog.engine());
    LakeFixture lake = new LakeFixture(s3, catalog, trino);
    lake.execute("CREATE SCHEMA awsdatacatalog.acme WITH (location = 's3://lake/')");
    lake.execute(
        LakeTable.COLUMNS.stream()
            .map(column -> '"' + column.name() + "\" " + type(column.type()))
            .collect(
                Collectors.joining(
                    ", ",
                    "CREATE TABLE events (",
                    ") WITH (partitioning = ARRAY['customer_id', 'hour(\"timestamp\")'])")));
    return lake;
  }

  LakeStore store() {
    return new LakeStore(lake());
  }

  TrinoLake lake() {
    return new TrinoLake(new LakeAddress.Trino(url()), AnswerLimits.REQUEST.statement());
  }

  TrinoEngine engine() {
    return trino.engine();
  }

  String url() {
    return "jdbc:trino://127.0.0.1:" + trino.engine().port() + "/awsdatacatalog/acme";
  }

  /** As the stream writes them: what an event does not have is null. */
  void insert(CustomerId customer, List<TestEvent> events) throws SQLException {
    if (!events.isEmpty()) {
      execute(
          events.stream()
              .map(event -> row(customer, event))
              .collect(
                  Collectors.joining(
                      ", ",
                      "INSERT INTO events (customer_id, event_id, event, \"timestamp\", received_at,"
                          + " user_id, anonymous_id, user_hash, page_path, country, bot,"
                          + " properties) VALUES ",
                      "")));
    }
  }

  private static String row(CustomerId customer, TestEvent event) {
    return "(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
        .formatted(
            text(customer.value()),
            text(event.id().toString()),
            text(event.event()),
            time(event.timestamp()),
            time(event.receivedAt()),
            text(event.userId()),
            text(event.anonymousId()),
            event.userHash() == 0 ? "NULL" : Long.toString(event.userHash()),
            text(event.path()),
            text(event.country()),
            Boolean.toString(event.bot()),
            text(json(event.properties())));
  }

  private static String text(String value) {
    return value.isEmpty() ? "NULL" : "'" + value.replace("'", "''") + "'";
  }

  private static String time(Instant value) {
    return "TIMESTAMP '" + TIME.format(value) + " UTC'";
  }

  private static String json(Map<String, Object> properties) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      PlainJson.write(json, properties);
    }
    return text.toString();
  }

  private static String type(LakeType type) {
    return switch (type) {
      case STRING -> "varchar";
      case LONG -> "bigint";
      case INTEGER -> "integer";
      case BOOLEAN -> "boolean";
      case TIMESTAMP -> "timestamp(6) with time zone";
    };
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(), "test", null);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws IOException {
    trino.close();
    catalog.close();
    s3.close();
  }
}
