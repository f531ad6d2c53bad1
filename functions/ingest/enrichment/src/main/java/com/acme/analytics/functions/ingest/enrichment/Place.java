package com.acme.analytics.functions.ingest.enrichment;

import com.maxmind.db.MaxMindDbParameter;

/**
 * Where an address is, as far as it is known; the database's record without what nobody uses.
 *
 * @param country ISO 3166-1 alpha-2; null when unknown
 * @param region English name of the first administrative level; null when unknown
 * @param city English name; null when unknown
 */
public record Place(
    @MaxMindDbParameter(name = "country_code") String country,
    @MaxMindDbParameter(name = "state1") String region,
    @MaxMindDbParameter(name = "city") String city) {
  /** Of an address in no known network. */
  public static final Place UNKNOWN = new Place(null, null, null);

  public Place {
    country = known(country);
    region = known(region);
    city = known(city);
  }

  /** The database writes an empty text for what it doesn't know. */
  private static String known(String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
