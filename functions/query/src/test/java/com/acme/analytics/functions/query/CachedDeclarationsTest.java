package com.acme.analytics.functions.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.core.tenant.DeclaredProperties;
import com.acme.analytics.core.tenant.DeclaredSince;
import com.acme.analytics.core.tenant.IpPolicy;
import com.acme.analytics.core.tenant.KeyBuckets;
import com.acme.analytics.core.tenant.Salt;
import com.acme.analytics.functions.identity.CustomerTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CachedDeclarationsTest {
  private static final CustomerId SHOP = new CustomerId("shop");
  private static final Instant DECLARED = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final AtomicLong nanos = new AtomicLong();
  private TestTables tables;

  @BeforeEach
  void start() throws Exception {
    tables = TestTables.start();
    new CustomerTable(tables.dynamo(), "customers")
        .create(
            new CustomerSettings(
                SHOP,
                IpPolicy.TRUNCATE,
                Set.of(),
                DeclaredProperties.of(List.of("plan"), List.of()),
                new DeclaredSince(Map.of("plan", DECLARED), Map.of()),
                KeyBuckets.STANDARD,
                Salt.of(new byte[Salt.BYTES])));
  }

  @AfterEach
  void stop() throws Exception {
    tables.close();
  }

  @Test
  void anEventOfAfterADeclarationMayHaveComeBeforeItByAsMuchAsClocksDiffer() {
    DeclaredSince since = declarations("customers").of(SHOP);

    assertThat(since).isEqualTo(new DeclaredSince(Map.of("plan", DECLARED.plus(SKEW)), Map.of()));
  }

  @Test
  void whatIsKnownIsAskedForAgainAfterAMinute() {
    CachedDeclarations declarations = declarations("customers");
    List<String> requests = tables.watch();

    declarations.of(SHOP);
    declarations.of(SHOP);
    assertThat(requests).hasSize(1);

    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    declarations.of(SHOP);
    assertThat(requests).hasSize(2);
  }

  @Test
  void ofACustomerThatNobodyKnowsAndOfATableThatDoesNotAnswerNothingIsDeclared() {
    assertThat(declarations("customers").of(new CustomerId("other")))
        .isEqualTo(DeclaredSince.NEVER);
    assertThat(declarations("no-such-table").of(SHOP)).isEqualTo(DeclaredSince.NEVER);
  }

  private CachedDeclarations declarations(String table) {
    return new CachedDeclarations(new CustomerTable(tables.dynamo(), table), SKEW, nanos::get);
  }
}
