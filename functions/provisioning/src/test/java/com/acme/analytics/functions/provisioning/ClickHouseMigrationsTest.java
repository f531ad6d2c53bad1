package com.acme.analytics.functions.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.functions.provisioning.cloudformation.ResourceProperties;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ClickHouseMigrationsTest {
  private final AtomicInteger runs = new AtomicInteger();
  private final ClickHouseMigrations migrations =
      new ClickHouseMigrations("acme", runs::incrementAndGet);

  @Test
  void creationAndUpdateRunTheMigrations() {
    assertThat(migrations.create(properties("acme", "1")).attributes())
        .containsEntry("Applied", "1");
    assertThat(
            migrations
                .update("acme", properties("acme", "2"), properties("acme", "1"))
                .physicalId())
        .isEqualTo("acme");
    assertThat(runs).hasValue(2);
  }

  @Test
  void deletionLeavesTheTables() {
    migrations.delete("acme", properties("acme", "1"));

    assertThat(runs).hasValue(0);
  }

  @Test
  void anotherDatabaseThanTheFunctionsIsRefused() {
    assertThatThrownBy(() -> migrations.create(properties("other", "1")))
        .hasMessage("Database: \"other\" (expected: \"acme\", as this function's)");
  }

  private static ResourceProperties properties(String database, String version) {
    return new ResourceProperties(
        JsonMapper.shared().valueToTree(Map.of("Database", database, "Version", version)));
  }
}
