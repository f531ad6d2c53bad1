package com.acme.analytics.functions.query.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.S3Engine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The cache in a real S3. */
class ResultsBucketCacheTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final String DIGEST = "ab".repeat(32);
  private static final byte[] ENTRY = "entry".getBytes(StandardCharsets.UTF_8);

  private static EngineFixture<S3Engine> engine;
  private static S3Client s3;

  @BeforeAll
  static void start() throws Exception {
    engine = EngineFixture.s3();
    s3 = engine.engine().client();
    s3.createBucket(bucket -> bucket.bucket("results"));
  }

  @AfterAll
  static void stop() throws Exception {
    s3.close();
    engine.close();
  }

  @Test
  void whatOneProcessWritesAnotherFindsUnderItsCustomer() {
    SliceKey key = key("one");

    cache(Clock.systemUTC()).put(key, ENTRY);

    assertThat(cache(Clock.systemUTC()).find(key)).hasValue(ENTRY);
    assertThat(cache(Clock.systemUTC()).find(key("nobody"))).isEmpty();
    assertThat(s3.listObjectsV2(list -> list.bucket("results").prefix("cache/one/")).contents())
        .extracting(S3Object::key)
        .containsExactly("cache/one/" + DIGEST);
  }

  @Test
  void anEntryIsOfNoUseOnceItsTimeIsOver() {
    SliceKey key = key("old");
    cache(Clock.systemUTC()).put(key, ENTRY);

    assertThat(cache(Clock.offset(Clock.systemUTC(), DAY.minusMinutes(1))).find(key)).isPresent();
    assertThat(cache(Clock.offset(Clock.systemUTC(), DAY.plusMinutes(1))).find(key)).isEmpty();
  }

  @Test
  void aBucketThatIsNotThereHoldsNothing() {
    SliceCache nowhere = new ResultsBucketCache(s3, "nowhere", DAY, Clock.systemUTC());

    nowhere.put(key("one"), ENTRY);

    assertThat(nowhere.find(key("one"))).isEmpty();
  }

  @Test
  void anEntryThatIsTooLargeIsLeftOut() {
    SliceCache cache = cache(Clock.systemUTC());

    cache.put(key("large"), new byte[(8 << 20) + 1]);

    assertThat(cache.find(key("large"))).isEmpty();
  }

  @Test
  void whatTheBucketHasIsKeptNearAfterItWasFound() {
    SliceKey key = key("near");
    cache(Clock.systemUTC()).put(key, ENTRY);
    SliceCache near = new NearCache(memory(), cache(Clock.systemUTC()));

    Optional<byte[]> first = near.find(key);
    s3.putObject(
        put -> put.bucket("results").key("cache/near/" + DIGEST), RequestBody.fromString("other"));

    assertThat(first).hasValue(ENTRY);
    assertThat(near.find(key)).hasValue(ENTRY);
  }

  @Test
  void whatIsPutNearIsInTheBucketToo() {
    SliceKey key = key("both");

    new NearCache(memory(), cache(Clock.systemUTC())).put(key, ENTRY);

    assertThat(cache(Clock.systemUTC()).find(key)).hasValue(ENTRY);
  }

  private static SliceCache memory() {
    return new MemoryCache(DAY, 1 << 20, Ticker.systemTicker());
  }

  private static SliceCache cache(Clock clock) {
    return new ResultsBucketCache(s3, "results", DAY, clock);
  }

  private static SliceKey key(String customer) {
    return new SliceKey(new CustomerId(customer), DIGEST);
  }
}
