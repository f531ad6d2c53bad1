package com.acme.analytics.clickhouse;

import java.util.List;

/** Takes the statements as they are. */
public record SingleServer() implements Topology {
  @Override
  public String createDatabase(String database) {
    return "CREATE DATABASE IF NOT EXISTS " + database;
  }

  @Override
  public List<String> statements(String database, String statement) {
    return List.of(statement);
  }
}
