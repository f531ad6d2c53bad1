package com.acme.analytics.clickhouse;

import java.util.List;

/** On what the tables are made: one server, or every server of a cluster. */
public sealed interface Topology permits SingleServer, Cluster {
  /** What makes a database where there is none. */
  String createDatabase(String database);

  /**
   * What a statement of a migration is here, in order.
   *
   * @throws IllegalArgumentException when it can't be done here
   */
  List<String> statements(String database, String statement);
}
