package com.acme.analytics.clickhouse;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cluster of shards and replicas. A table {@code t} is two here: {@code t_local} has the rows of
 * a shard on each of its replicas, and {@code t}, in front of it, takes and reads those of all
 * shards, so that a client needs to know nothing of them.
 *
 * <p>The database has the engine Replicated, which keeps the definitions in Keeper: a server that
 * comes later, or comes back with empty disks, makes every table by itself. It gives replicated
 * tables their paths, so they have no arguments for that.
 *
 * @param name in the servers' {@code remote_servers}
 */
public record Cluster(String name) implements Topology {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
  private static final Pattern CREATE_TABLE =
      Pattern.compile(
          "CREATE TABLE IF NOT EXISTS (\\w+)(\\s*\\(.*\\)\\s*ENGINE = )(\\w*MergeTree\\b.*)",
          Pattern.DOTALL);
  private static final Pattern DROP_TABLE = Pattern.compile("DROP TABLE IF EXISTS (\\w+)");
  private static final Pattern ALTER_TABLE =
      Pattern.compile("ALTER TABLE (\\w+) ((\\w+) (\\w+) .*)", Pattern.DOTALL);

  public Cluster {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "cluster: \"" + name + "\" (expected: matching " + NAME + ")");
    }
  }

  @Override
  public String createDatabase(String database) {
    return "CREATE DATABASE IF NOT EXISTS %1$s ON CLUSTER %2$s ENGINE = Replicated('/clickhouse/databases/%1$s', '{shard}', '{replica}')"
        .formatted(database, name);
  }

  @Override
  public List<String> statements(String database, String statement) {
    Matcher create = CREATE_TABLE.matcher(statement);
    if (create.matches()) {
      return create(database, create.group(1), create.group(2) + "Replicated" + create.group(3));
    }
    Matcher drop = DROP_TABLE.matcher(statement);
    if (drop.matches()) {
      return List.of(statement, "DROP TABLE IF EXISTS " + local(drop.group(1)));
    }
    Matcher alter = ALTER_TABLE.matcher(statement);
    if (alter.matches()) {
      return alter(alter);
    }
    throw new IllegalArgumentException(
        "\"%s\" (expected on a cluster: CREATE TABLE of a MergeTree, DROP TABLE or ALTER TABLE)"
            .formatted(statement.lines().findFirst().orElse("")));
  }

  private List<String> create(String database, String table, String definition) {
    return List.of(
        "CREATE TABLE IF NOT EXISTS " + local(table) + definition,
        "CREATE TABLE IF NOT EXISTS %1$s AS %2$s ENGINE = Distributed(%3$s, %4$s, %2$s, %5$s)"
            .formatted(table, local(table), name, database, ShardingKey.of(table).expression()));
  }

  /** A column has to be in the table behind for as long as it is in the one in front. */
  private static List<String> alter(Matcher alter) {
    String front = alter.group();
    String behind = "ALTER TABLE " + local(alter.group(1)) + " " + alter.group(2);
    if (!alter.group(4).equals("COLUMN")) {
      return List.of(behind);
    }
    return alter.group(3).equals("DROP") ? List.of(front, behind) : List.of(behind, front);
  }

  private static String local(String table) {
    return table + "_local";
  }
}
