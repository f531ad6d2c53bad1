package com.acme.analytics.clickhouse;

import com.clickhouse.client.api.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one database of a ClickHouse server to the newest version: creates it when it is not
 * there, then applies, in order, what its table {@code schema_migrations} does not name.
 *
 * <p>Running it again changes nothing. Two runs at once are harmless without a lock: each executes
 * everything that was missing when it began, in order, and every statement is repeatable ({@link
 * Migration} holds that), so whichever ends last leaves the schema of the last version. A run that
 * dies half-way has not recorded the migration it was in; the next run executes it again.
 */
public final class Migrator {
  private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);
  private static final Pattern DATABASE = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private final Client client;
  private final String database;
  private final Topology topology;
  private final List<Migration> migrations;

  /**
   * @param client signed in as a user who may create the database and its tables; stays open
   * @param database 1 to 63 of a-z, 0-9 and _, beginning with a letter
   * @param topology on what the tables are made
   */
  public Migrator(Client client, String database, Topology topology) {
    this(client, database, topology, Migrations.all());
  }

  /** On one server. */
  public Migrator(Client client, String database) {
    this(client, database, new SingleServer());
  }

  Migrator(Client client, String database, List<Migration> migrations) {
    this(client, database, new SingleServer(), migrations);
  }

  private Migrator(Client client, String database, Topology topology, List<Migration> migrations) {
    this.client = Objects.requireNonNull(client, "client");
    if (database == null || !DATABASE.matcher(database).matches()) {
      throw new IllegalArgumentException(
          "database: \"" + database + "\" (expected: 1 to 63 of a-z, 0-9 and _, a letter first)");
    }
    this.database = database;
    this.topology = Objects.requireNonNull(topology, "topology");
    this.migrations = List.copyOf(migrations);
  }

  /**
   * Applies what is missing. Versions newer than this build's are left as they are, so that a
   * release can be rolled back.
   *
   * @return what this run applied, in order; empty when the database was at the newest version
   * @throws MigrationException when an applied migration has since been edited (nothing is applied
   *     then), when the server refuses a statement, or can't be reached
   */
  public List<Migration> migrate() {
    new Statements(client, "default").execute(topology.createDatabase(database));
    Statements statements = new Statements(client, database);
    AppliedMigrations applied = new AppliedMigrations(statements);
    here(AppliedMigrations.TABLE).forEach(statements::execute);
    List<Migration> missing = missing(applied.checksums());
    for (Migration migration : missing) {
      for (String statement : migration.statements()) {
        here(statement).forEach(statements::execute);
      }
      applied.record(migration);
      LOG.info(
          "database {}: applied migration {} {}", database, migration.version(), migration.name());
    }
    return missing;
  }

  private List<String> here(String statement) {
    return topology.statements(database, statement);
  }

  private List<Migration> missing(Map<Integer, String> applied) {
    List<Migration> missing = new ArrayList<>();
    for (Migration migration : migrations) {
      String checksum = applied.get(migration.version());
      if (checksum == null) {
        missing.add(migration);
      } else if (!checksum.equals(migration.checksum())) {
        throw new MigrationException(
            "database %s: migration %d %s was edited after it had been applied: checksum %s (expected: %s); add a new migration instead"
                .formatted(
                    database,
                    migration.version(),
                    migration.name(),
                    migration.checksum(),
                    checksum));
      }
    }
    return missing;
  }
}
