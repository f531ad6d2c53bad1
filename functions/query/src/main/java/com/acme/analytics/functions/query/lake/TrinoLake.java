package com.acme.analytics.functions.query.lake;

import com.acme.analytics.core.problem.ProblemException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * A Trino over JDBC. A connection of its driver is a few settings and no socket, so none is kept.
 */
public final class TrinoLake implements LakeEngine {
  /** Trino's error codes from here to {@link #EXTERNAL} tell of resources or time used up. */
  private static final int INSUFFICIENT_RESOURCES = 0x2_0000;

  private static final int EXTERNAL = 0x10_0000;

  private final String url;
  private final Properties properties = new Properties();

  /** Connects at the first statement, not before. */
  public TrinoLake(LakeAddress.Trino address, Duration statementTimeout) {
    this.url = address.url();
    properties.setProperty("user", "acme-query");
    // One request instead of one to prepare and one to run.
    properties.setProperty("explicitPrepare", "false");
    properties.setProperty(
        "sessionProperties", "query_max_run_time:" + statementTimeout.toSeconds() + "s");
  }

  @Override
  public void run(String text, List<String> parameters, Consumer<List<String>> rows) {
    try (Connection connection = DriverManager.getConnection(url, properties);
        PreparedStatement statement = connection.prepareStatement(text)) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setString(i + 1, parameters.get(i));
      }
      try (ResultSet found = statement.executeQuery()) {
        int columns = found.getMetaData().getColumnCount();
        while (found.next()) {
          List<String> row = new ArrayList<>(columns);
          for (int column = 1; column <= columns; column++) {
            row.add(found.getString(column));
          }
          rows.accept(row);
        }
      }
    } catch (SQLException e) {
      throw problem(e);
    }
  }

  private static ProblemException problem(SQLException e) {
    int code = e.getErrorCode();
    if (code >= INSUFFICIENT_RESOURCES && code < EXTERNAL) {
      return new ProblemException(LakeProblems.TOO_EXPENSIVE, e);
    }
    for (StatementFault fault : StatementFault.values()) {
      if (fault.is(code)) {
        return new ProblemException(fault.problem(), e);
      }
    }
    return new ProblemException(LakeProblems.UNAVAILABLE, e);
  }

  @Override
  public void close() {
    // Nothing is kept between statements.
  }
}
