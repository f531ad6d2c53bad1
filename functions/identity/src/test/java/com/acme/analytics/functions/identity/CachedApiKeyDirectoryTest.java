package com.acme.analytics.functions.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class CachedApiKeyDirectoryTest {
  private static final ApiKey KEY = ApiKey.of("acme_dev_1");
  private static final CustomerId CUSTOMER = new CustomerId("acme");

  private final ScriptedDynamo dynamo = new ScriptedDynamo();
  private final ApiKeyTable table = new ApiKeyTable(dynamo, "keys");
  private Duration now = Duration.ZERO;
  private final ApiKeyDirectory directory = new CachedApiKeyDirectory(table, () -> now.toNanos());

  @Test
  void aStoredKeyIsItsCustomers() {
    table.put(KEY, CUSTOMER, Instant.EPOCH);

    assertThat(directory.customerOf(KEY)).contains(CUSTOMER);
    assertThat(directory.customerOf(ApiKey.of("other"))).isEmpty();
  }

  @Test
  void onlyTheHashIsStored() {
    table.put(KEY, CUSTOMER, Instant.EPOCH);

    assertThat(dynamo.items.toString()).contains(KEY.hash()).doesNotContain(KEY.reveal());
  }

  @Test
  void aRevokedKeyWorksForNoMoreThanAMinute() {
    table.put(KEY, CUSTOMER, Instant.EPOCH);
    directory.customerOf(KEY);
    revoke();

    now = CachedApiKeyDirectory.TIME_TO_LIVE.minusMillis(1);
    assertThat(directory.customerOf(KEY)).contains(CUSTOMER);
    now = CachedApiKeyDirectory.TIME_TO_LIVE;
    assertThat(directory.customerOf(KEY)).isEmpty();
  }

  @Test
  void answersAreRememberedForKnownAndUnknownKeys() {
    table.put(KEY, CUSTOMER, Instant.EPOCH);
    for (int i = 0; i < 3; i++) {
      directory.customerOf(KEY);
      directory.customerOf(ApiKey.of("other"));
    }

    assertThat(dynamo.lookups).hasSize(2);
  }

  @Test
  void aFailureIsNotRemembered() {
    table.put(KEY, CUSTOMER, Instant.EPOCH);
    dynamo.reachable = false;
    assertThatThrownBy(() -> directory.customerOf(KEY))
        .isInstanceOf(DirectoryUnavailableException.class)
        .hasMessage("table keys can't be read");

    dynamo.reachable = true;
    assertThat(directory.customerOf(KEY)).contains(CUSTOMER);
  }

  private void revoke() {
    Map<String, AttributeValue> item = new HashMap<>(dynamo.items.get(KEY.hash()));
    item.put("revoked_at", AttributeValue.fromS("1970-01-01T00:00:01Z"));
    dynamo.items.put(KEY.hash(), item);
  }
}
