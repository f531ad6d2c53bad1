package com.acme.analytics.flink;

import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.IcebergCatalogEngine;
import com.acme.analytics.local.supervisor.TrinoEngine;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The lake as its readers see it: through a real Trino. */
final class LakeReader implements AutoCloseable {
  private final EngineFixture<TrinoEngine> trino;
  private final Connection connection;

  LakeReader(IcebergCatalogEngine catalog) throws IOException, InterruptedException, SQLException {
    trino = EngineFixture.trino(catalog);
    connection =
        DriverManager.getConnection(
            "jdbc:trino://127.0.0.1:" + trino.engine().port() + "/awsdatacatalog/acme",
            "test",
            null);
  }

  long rows(String customer) {
    return number("count(*)", customer);
  }

  long distinct(String customer) {
    return number("count(DISTINCT event_id)", customer);
  }

  long rowsOfUser(String customer, String user) {
    return number("count_if(user_id = '%s')".formatted(user), customer);
  }

  /** Files that hold the customer's rows. */
  long files(String customer) {
    return Long.parseLong(
        text(
            "SELECT CAST(count(*) AS varchar) FROM \"events$files\""
                + " WHERE partition.customer_id = '%s'".formatted(customer)));
  }

  /** The first column of the first row. */
  String text(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      var unused = statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private long number(String what, String customer) {
    return Long.parseLong(
        text(
            "SELECT CAST(%s AS varchar) FROM events WHERE customer_id = '%s'"
                .formatted(what, customer)));
  }

  @Override
  public void close() throws IOException, SQLException {
    connection.close();
    trino.close();
  }
}
