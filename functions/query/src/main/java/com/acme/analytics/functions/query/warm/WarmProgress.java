package com.acme.analytics.functions.query.warm;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.functions.query.plan.Progress;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * How far the warm tier has come: to its newest minute, whoever's event it is of, since it takes
 * all customers' events in together. Asked for at most every ten seconds; a tier that does not
 * answer has come nowhere, so that others take its place.
 */
public final class WarmProgress implements Progress {
  private static final Logger LOG = LoggerFactory.getLogger(WarmProgress.class);
  private static final JsonFactory JSON = new JsonFactory();

  /** For how long what the tier says of itself is believed. */
  public static final Duration KNOWN_FOR = Duration.ofSeconds(10);

  private static final String KEY = "newest minute";

  private static final WarmStatement NEWEST =
      new WarmStatement("SELECT TIMESTAMP_TO_MILLIS(MAX(\"__time\")) FROM \"events\"", List.of());

  private final DruidSql druid;
  private final Cache<String, Instant> known;

  /**
   * The progress of a Druid.
   *
   * @param ticker what tells that ten seconds are over
   */
  public WarmProgress(DruidSql druid, Ticker ticker) {
    this.druid = druid;
    this.known = Caffeine.newBuilder().expireAfterWrite(KNOWN_FOR).ticker(ticker).build();
  }

  @Override
  public Instant committedUntil() {
    return known.get(KEY, key -> newest());
  }

  private Instant newest() {
    try (JsonParser json =
        JSON.createParser(ObjectReadContext.empty(), new ByteArrayInputStream(druid.run(NEWEST)))) {
      json.nextToken();
      json.nextToken();
      return json.currentToken().isNumeric()
          ? Instant.ofEpochMilli(Math.max(0, json.getLongValue()))
          : Instant.EPOCH;
    } catch (ProblemException e) {
      LOG.warn("the warm tier does not say how far it has come", e);
      return Instant.EPOCH;
    }
  }
}
