package com.acme.analytics.functions.ingest.schemas;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.ingest.schemas.Verdict.NoSchema;
import com.acme.analytics.functions.ingest.schemas.compile.SchemaCompiler;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps customers' schemas compiled. They are read again in the background once they are {@link
 * #REFRESH} old, and by the request that finds them {@link #STALENESS} old: that is the documented
 * bound on when a change holds everywhere. While the table can't be reached the last ones hold for
 * {@link #OUTAGE}, and then nobody can tell any more.
 *
 * <p>It has no thread of its own. A background read that a frozen Lambda environment interrupts
 * fails or ends later; until then the request that finds the schemas too old reads them itself.
 */
public final class CachedSchemaRules implements SchemaRules {
  /** The age at which schemas are read again in the background. */
  public static final Duration REFRESH = Duration.ofSeconds(30);

  /** The age beyond which no schema is applied while the table can be read. */
  public static final Duration STALENESS = Duration.ofSeconds(60);

  /** The age beyond which no schema is applied at all. */
  public static final Duration OUTAGE = Duration.ofMinutes(10);

  /** How long a failed read is not repeated. */
  static final Duration RETRY = Duration.ofSeconds(5);

  /** Bytes, roughly: hundreds of customers with twenty schemas of ten properties. */
  private static final long MAX_WEIGHT = 64L * 1024 * 1024;

  /** What is heavier counts as this, so that no customer is too heavy to be kept at all. */
  private static final long MAX_ENTRY_WEIGHT = MAX_WEIGHT / 2;

  private static final Logger LOG = LoggerFactory.getLogger(CachedSchemaRules.class);
  private static final NoSchema NO_SCHEMA = new NoSchema();

  private final Cache<CustomerId, Ruleset> rulesets;
  private final SchemaTable table;
  private final RulesetReader reader;
  private final Ticker ticker;
  private final Executor background;
  private final JsonMapper json = JsonMapper.builder().build();

  /** Reads again on the JDK's common pool. */
  public CachedSchemaRules(SchemaTable table, Ticker ticker) {
    this(table, ticker, ForkJoinPool.commonPool());
  }

  CachedSchemaRules(SchemaTable table, Ticker ticker, Executor background) {
    this.table = table;
    this.reader = new RulesetReader(table, new SchemaCompiler());
    this.ticker = ticker;
    this.background = background;
    this.rulesets =
        Caffeine.newBuilder()
            .maximumWeight(MAX_WEIGHT)
            .weigher(
                (CustomerId customer, Ruleset ruleset) ->
                    (int) Math.min(ruleset.weight(), MAX_ENTRY_WEIGHT))
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /**
   * Asks the table for what a customer's first event would have to: an index and a schema.
   *
   * @param nobody a customer without schemas
   * @throws ProblemException when the table can't be reached
   */
  public void connect(CustomerId nobody) {
    table.index(nobody);
    table.findAll(nobody, Map.of(nobody.value(), 1));
  }

  @Override
  public Verdict check(CustomerId customer, String event, String properties) {
    EventSchema schema = current(customer).byEvent().get(event);
    return schema == null ? NO_SCHEMA : schema.check(json.readTree(properties));
  }

  private Ruleset current(CustomerId customer) {
    Ruleset ruleset = rulesets.getIfPresent(customer);
    if (ruleset == null) {
      return rulesets.get(customer, absent -> reader.read(absent, ticker.read()));
    }
    long now = ticker.read();
    long age = now - ruleset.readAt();
    if (age < REFRESH.toNanos()) {
      return ruleset;
    }
    if (age < OUTAGE.toNanos() && now - ruleset.retryAt() < 0) {
      return ruleset;
    }
    if (age < STALENESS.toNanos()) {
      refreshInBackground(customer, ruleset);
      return ruleset;
    }
    return refreshNow(customer, ruleset);
  }

  private void refreshInBackground(CustomerId customer, Ruleset ruleset) {
    // Not before it is surely wanted: another request may have asked for it already.
    rulesets.put(customer, ruleset.retryingAt(ticker.read() + RETRY.toNanos()));
    background.execute(
        () -> {
          if (ruleset.refreshing().tryLock()) {
            try {
              refresh(customer, ruleset);
            } finally {
              ruleset.refreshing().unlock();
            }
          }
        });
  }

  private Ruleset refreshNow(CustomerId customer, Ruleset ruleset) {
    ruleset.refreshing().lock();
    try {
      Ruleset present = rulesets.getIfPresent(customer);
      boolean doneMeanwhile = present != null && present.readAt() != ruleset.readAt();
      return doneMeanwhile ? present : refresh(customer, ruleset);
    } finally {
      ruleset.refreshing().unlock();
    }
  }

  private Ruleset refresh(CustomerId customer, Ruleset ruleset) {
    long now = ticker.read();
    Ruleset next;
    try {
      next = reader.read(customer, ruleset, now);
    } catch (ProblemException e) {
      if (now - ruleset.readAt() >= OUTAGE.toNanos()) {
        throw e;
      }
      LOG.warn("customer {}: schemas can't be read again, the last ones hold", customer, e);
      next = ruleset.retryingAt(now + RETRY.toNanos());
    }
    rulesets.put(customer, next);
    return next;
  }
}
