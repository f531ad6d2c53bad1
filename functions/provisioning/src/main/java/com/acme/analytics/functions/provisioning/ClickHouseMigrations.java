package com.acme.analytics.functions.provisioning;

import com.acme.analytics.functions.provisioning.cloudformation.CustomResource;
import com.acme.analytics.functions.provisioning.cloudformation.ResourceProperties;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * {@code Custom::ClickHouseMigrations}: properties {@code Database} and {@code Version}, whose
 * change alone makes CloudFormation run the migrations of a new build. Its physical id is the
 * database.
 *
 * <p>Deleting the resource deletes nothing: the tables belong to the ClickHouse cluster and go with
 * it.
 */
final class ClickHouseMigrations implements CustomResource {
  private final String database;
  private final IntSupplier migrating;

  /**
   * Provisions one database.
   *
   * @param migrating brings its tables up to date and tells how many migrations that took
   */
  ClickHouseMigrations(String database, IntSupplier migrating) {
    this.database = database;
    this.migrating = migrating;
  }

  @Override
  public Provisioned create(ResourceProperties properties) {
    String wanted = properties.text("Database");
    if (!wanted.equals(database)) {
      throw new IllegalArgumentException(
          "Database: \"" + wanted + "\" (expected: \"" + database + "\", as this function's)");
    }
    return new Provisioned(database, Map.of("Applied", Integer.toString(migrating.getAsInt())));
  }

  @Override
  public Provisioned update(
      String physicalId, ResourceProperties properties, ResourceProperties oldProperties) {
    return create(properties);
  }

  @Override
  public void delete(String physicalId, ResourceProperties properties) {
    // The tables stay: see above.
  }
}
