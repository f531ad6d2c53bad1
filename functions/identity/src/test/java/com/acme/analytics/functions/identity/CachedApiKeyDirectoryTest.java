package com.acme.analytics.functions.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class CachedApiKeyDirectoryTest {
  private static final ApiKey KEY = ApiKey.of("acme_dev_1");
  private static final CustomerId CUSTOMER = new CustomerId("acme");
  private static final Set<Scope> SCOPES = Set.of(Scope.INGEST, Scope.QUERY);
  private static final RateLimit LIMIT = new RateLimit(500, 2_000);
  private static final Credential CREDENTIAL = new Credential(CUSTOMER, KEY.hash(), SCOPES, LIMIT);

  private final ScriptedDynamo dynamo = new ScriptedDynamo();
  private final ApiKeyTable table = new ApiKeyTable(dynamo, "keys");
  private Duration now = Duration.ZERO;
  private final ApiKeyDirectory directory = new CachedApiKeyDirectory(table, () -> now.toNanos());

  @Test
  void aStoredKeyIsItsCustomers() {
    table.put(KEY, CUSTOMER, SCOPES, LIMIT, Instant.EPOCH);

    assertThat(directory.find(KEY)).contains(CREDENTIAL);
    assertThat(directory.find(ApiKey.of("other"))).isEmpty();
  }

  @Test
  void onlyTheHashIsStored() {
    table.put(KEY, CUSTOMER, SCOPES, LIMIT, Instant.EPOCH);

    assertThat(dynamo.items.toString()).contains(KEY.hash()).doesNotContain(KEY.reveal());
  }

  @Test
  void aRevokedKeyWorksForNoMoreThanAMinute() {
    table.put(KEY, CUSTOMER, SCOPES, LIMIT, Instant.EPOCH);
    directory.find(KEY);
    revoke();

    now = CachedApiKeyDirectory.TIME_TO_LIVE.minusMillis(1);
    assertThat(directory.find(KEY)).contains(CREDENTIAL);
    now = CachedApiKeyDirectory.TIME_TO_LIVE;
    assertThat(directory.find(KEY)).isEmpty();
  }

  @Test
  void answersAreRememberedForKnownAndUnknownKeys() {
    table.put(KEY, CUSTOMER, SCOPES, LIMIT, Instant.EPOCH);
    for (int i = 0; i < 3; i++) {
      directory.find(KEY);
      directory.find(ApiKey.of("other"));
    }

    assertThat(dynamo.lookups).hasSize(2);
  }

  @Test
  void aFailureIsNotRemembered() {
    table.put(KEY, CUSTOMER, SCOPES, LIMIT, Instant.EPOCH);
    dynamo.reachable = false;
    assertThatThrownBy(() -> directory.find(KEY))
        .isInstanceOf(DirectoryUnavailableException.class)
        .hasMessage("table keys can't be read");

    dynamo.reachable = true;
    assertThat(directory.find(KEY)).contains(CREDENTIAL);
  }

  private void revoke() {
    Map<String, AttributeValue> item = new HashMap<>(dynamo.items.get(KEY.hash()));
    item.put("revoked_at", AttributeValue.fromS("1970-01-01T00:00:01Z"));
    dynamo.items.put(KEY.hash(), item);
  }
}
