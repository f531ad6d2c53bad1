package com.acme.analytics.functions.ingest.enrichment;

import java.io.IOException;

/** Tells where addresses are. Safe for use by several threads. */
@FunctionalInterface
public interface Geolocator {
  /**
   * Where the address is; {@link Place#UNKNOWN} when nobody knows.
   *
   * @throws IOException when the database can't be read
   */
  Place locate(IpAddress address) throws IOException;
}
