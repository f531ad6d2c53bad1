package com.acme.analytics.core.query;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The dimensions that every event has a place for. Empty text counts as absent. */
public enum FixedDimension implements Dimension {
  EVENT,
  PATH,
  REFERRER,
  REFERRER_DOMAIN,
  USER_ID,
  ANONYMOUS_ID,
  IP,
  USER_AGENT,
  LOCALE,
  /** ISO 3166-1 alpha-2, such as DE. */
  COUNTRY,
  REGION,
  CITY,
  /** The kind of device: desktop, mobile, tablet and so on, or bot. */
  DEVICE,
  OS,
  BROWSER,
  /** Each event's is one of the texts true and false. */
  BOT,
  /** Why an event counts as a bot's. */
  BOT_REASON,
  PAGE_URL,
  PAGE_TITLE,
  UTM_SOURCE,
  UTM_MEDIUM,
  UTM_CAMPAIGN,
  UTM_TERM,
  UTM_CONTENT,
  LIBRARY_NAME,
  LIBRARY_VERSION;

  /**
   * Those that events are counted by before anybody asks: in windows, in funnels and in the warm
   * tier's rollup, beside the dimensions that a customer declares.
   */
  public static final Set<FixedDimension> AGGREGATED =
      Collections.unmodifiableSet(
          EnumSet.of(
              EVENT,
              PATH,
              COUNTRY,
              REGION,
              DEVICE,
              OS,
              BROWSER,
              BOT,
              REFERRER_DOMAIN,
              UTM_SOURCE,
              UTM_MEDIUM,
              UTM_CAMPAIGN,
              UTM_TERM,
              UTM_CONTENT));

  private static final Map<String, FixedDimension> BY_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(Dimension::columnName, Function.identity()));

  /** Empty when no fixed dimension has the name; names are in lower case. */
  public static Optional<FixedDimension> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  @Override
  public String columnName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
