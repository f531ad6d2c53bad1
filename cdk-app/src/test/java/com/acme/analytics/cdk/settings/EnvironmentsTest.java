package com.acme.analytics.cdk.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentsTest {
  @Test
  void environmentsShareNeitherAccountNorAddressesNorNames() {
    assertThat(Environments.all())
        .extracting(EnvironmentSettings::name)
        .containsExactly("dev", "staging", "prod");
    assertThat(Environments.all()).extracting(EnvironmentSettings::account).doesNotHaveDuplicates();
    assertThat(Environments.all())
        .extracting(settings -> settings.network().cidr())
        .doesNotHaveDuplicates();
    assertThat(Environments.all())
        .extracting(settings -> settings.domains().api())
        .doesNotHaveDuplicates();
  }

  @Test
  void productionKeepsItsDataAndSurvivesTheLossOfAZone() {
    assertThat(Production.settings().keepsData()).isTrue();
    assertThat(Production.settings().network().natGateways()).isEqualTo(3);
  }

  @Test
  void environmentsAreChosenByName() {
    assertThat(Environments.named("prod, dev"))
        .extracting(EnvironmentSettings::name)
        .containsExactly("prod", "dev");
  }

  @Test
  void anUnknownEnvironmentIsNamed() {
    assertThatThrownBy(() -> Environments.named("dev,test"))
        .hasMessage("environment: \"test\" (expected: one of [dev, staging, prod])");
  }

  @Test
  void aSettingOutOfRangeIsNamedWithItsValueAndItsRange() {
    assertThatThrownBy(() -> new TopicSettings("events.accepted", 0, Duration.ofDays(3)))
        .hasMessage("partitions: 0 (expected: 1 to 1000)");
    assertThatThrownBy(() -> new TopicSettings("events.accepted", 6, Duration.ZERO))
        .hasMessage("retention: PT0S (expected: PT1H to PT720H)");
    assertThatThrownBy(() -> upsertingEach(Duration.ofMinutes(2)))
        .hasMessage("upsertInterval: PT2M (expected: PT1S to PT20S)");
    assertThatThrownBy(() -> upsertingEach(Duration.ofMillis(1_500)))
        .hasMessage("upsertInterval: PT1.5S (expected: whole seconds)");
  }

  @Test
  void aDruidWithTooFewSlotsForTheStreamAndCompactionIsRefused() {
    assertThatThrownBy(() -> readingWith(/* tasks= */ 2, /* replicas= */ 2))
        .hasMessage("workerCapacity: 9 (expected: 10 to 2147483647)");
    assertThat(readingWith(/* tasks= */ 1, /* replicas= */ 3).host())
        .isEqualTo("druid.dev.acme.internal");
  }

  @Test
  void podsThatDoNotFitTheirNodeAreRefused() {
    assertThatThrownBy(() -> onSmallNodes(new PodSize(900, 9, 700)))
        .hasMessage("memoryGib of a node's pods: 15 (expected: 8 to 13)");
  }

  private static WarmStoreSettings readingWith(int tasks, int replicas) {
    return new WarmStoreSettings(
        "http://druid.dev.acme.internal:8888",
        Duration.ofDays(90),
        tasks,
        replicas,
        onSmallNodes(new PodSize(900, 6, 700)));
  }

  private static WarmClusterSettings onSmallNodes(PodSize historical) {
    return new WarmClusterSettings(
        StorageNode.I3EN_LARGE,
        /* nodes= */ 3,
        historical,
        new PodSize(600, 6, 100),
        /* slots= */ 3,
        /* broker= */ new PodSize(500, 4, 10),
        /* metadataUnits= */ 2);
  }

  private static StreamingSettings upsertingEach(Duration interval) {
    return new StreamingSettings(
        1, 1, 1, Duration.ofSeconds(10), Duration.ofDays(1), interval, 5_000);
  }

  @Test
  void aProxyThatIsNoAddressBlockIsRefused() {
    List<String> proxies = List.of("10.0.0.0/8", "load-balancer");
    KinesisSettings kinesis = Development.settings().ingest().kinesis();

    assertThatThrownBy(
            () -> new IngestSettings(Duration.ofDays(1), Duration.ZERO, proxies, kinesis))
        .hasMessageStartingWith("trustedProxies: \"load-balancer\" (expected: matching ");
  }

  @Test
  void aStreamOfACustomerThatCannotBeIsRefused() {
    assertThatThrownBy(() -> new KinesisStreamSettings("Acme Inc.", Duration.ofDays(7), 1, 1, true))
        .hasMessageStartingWith("customer: \"Acme Inc.\" (expected: matching ");
  }

  @Test
  void aGatewayOfOnePodIsRefused() {
    assertThatThrownBy(() -> new GatewaySettings(1, 3, 500, 1_024, Duration.ofSeconds(20)))
        .hasMessage("minReplicas: 1 (expected: 2 to 1000)");
  }

  @Test
  void aBrokerSizeWithOtherConnectionLimitsIsRefused() {
    TopicSettings topic = new TopicSettings("events.accepted", 6, Duration.ofDays(3));

    assertThatThrownBy(
            () ->
                new StreamSettings(
                    "kafka.t3.small", 100, topic, topic, topic, topic, topic, topic, topic))
        .hasMessageStartingWith("brokerType: \"kafka.t3.small\" (expected: matching kafka");
  }

  @Test
  void aReplicaThatDoesNotFitItsNodeIsRefused() {
    assertThatThrownBy(() -> cluster("26.7.2", 3, 900, 60))
        .hasMessage("memoryGib: 60 (expected: 8 to 13)");
    assertThatThrownBy(() -> cluster("26.7.2", 3, 1_250, 12))
        .hasMessage("storageGib: 1250 (expected: 100 to 989)");
  }

  @Test
  void aShardWithoutAReplicaInEachZoneIsRefused() {
    assertThatThrownBy(() -> cluster("26.7.2", 2, 900, 12))
        .hasMessage("replicas: 2 (expected: 3 to 9)");
  }

  @Test
  void aVersionOfClickHouseThatMovesIsRefused() {
    assertThatThrownBy(() -> cluster("26.7", 3, 900, 12))
        .hasMessageStartingWith("version: \"26.7\" (expected: matching ");
  }

  private static HotClusterSettings cluster(
      String version, int replicas, int storageGib, int memoryGib) {
    return new HotClusterSettings(
        version,
        /* shards= */ 1,
        replicas,
        StorageNode.I3EN_LARGE,
        /* cpuMillis= */ 1_500,
        memoryGib,
        storageGib,
        Duration.ofDays(1));
  }
}
