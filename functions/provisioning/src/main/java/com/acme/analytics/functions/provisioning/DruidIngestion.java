package com.acme.analytics.functions.provisioning;

import com.acme.analytics.druid.DruidSpecs;
import com.acme.analytics.druid.Ingestion;
import com.acme.analytics.functions.provisioning.cloudformation.CustomResource;
import com.acme.analytics.functions.provisioning.cloudformation.ResourceProperties;
import java.net.URI;
import java.time.Duration;
import java.time.Period;
import java.util.Map;

/**
 * {@code Custom::DruidIngestion}: what the warm tier takes in and how long it keeps it. Properties:
 * {@code Topic}, {@code Tasks}, {@code Replicas}, {@code RetentionDays}, and {@code Version}, which
 * changes with the specs.
 *
 * @param druid of a router
 * @param consumer settings of Druid's Kafka consumers
 */
record DruidIngestion(URI druid, Map<String, String> consumer) implements CustomResource {
  /** Within the function's timeout. */
  private static final Duration LONGEST_PUBLISHING = Duration.ofMinutes(8);

  @Override
  public Provisioned create(ResourceProperties properties) {
    try (DruidSpecs specs = new DruidSpecs(druid)) {
      specs.apply(
          new Ingestion(
              properties.text("Topic"),
              consumer,
              properties.positive("Tasks"),
              properties.positive("Replicas"),
              Period.ofDays(properties.positive("RetentionDays"))));
    }
    return new Provisioned(DruidSpecs.DATA_SOURCE, Map.of());
  }

  @Override
  public Provisioned update(
      String physicalId, ResourceProperties properties, ResourceProperties oldProperties) {
    return create(properties);
  }

  @Override
  public void delete(String physicalId, ResourceProperties properties) {
    try (DruidSpecs specs = new DruidSpecs(druid)) {
      specs.terminate(LONGEST_PUBLISHING);
    }
  }
}
