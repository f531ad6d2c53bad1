package com.acme.analytics.functions.ingest.enrichment;

import java.nio.file.Files;
import java.nio.file.Path;

/** The database that ships, as {@code npm ci} in functions/ingest/geo installs it. */
final class RealGeoDatabase {
  private static final Path FOLDER =
      Path.of("..", "geo", "node_modules", "@ip-location-db", "dbip-city-mmdb");

  private RealGeoDatabase() {}

  static GeoDatabase open() {
    return GeoDatabase.open(folder());
  }

  static Path folder() {
    if (!Files.isDirectory(FOLDER)) {
      throw new AssertionError(
          FOLDER.toAbsolutePath().normalize() + " is missing: run npm ci in functions/ingest/geo");
    }
    return FOLDER;
  }
}
