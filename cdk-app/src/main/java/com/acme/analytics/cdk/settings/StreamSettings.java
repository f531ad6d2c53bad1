package com.acme.analytics.cdk.settings;

import java.util.List;
import java.util.Objects;

/**
 * The Kafka cluster and its topics.
 *
 * @param brokerType MSK instance type of each of the three brokers
 * @param volumeGib storage of each broker
 * @param eventsAccepted the topic between ingest and the streaming job
 * @param eventsHistorical events older than the hot tier keeps, and declared backfills
 * @param eventsRejected dead letters on their way to the archive
 * @param definitions what customers define for the streaming job, the newest of each
 * @param alerts what the streaming job tells of
 * @param eventsUnique each accepted event once, for the warm tier
 * @param live what changes each second, for open dashboards
 */
public record StreamSettings(
    String brokerType,
    int volumeGib,
    TopicSettings eventsAccepted,
    TopicSettings eventsHistorical,
    TopicSettings eventsRejected,
    TopicSettings definitions,
    TopicSettings alerts,
    TopicSettings eventsUnique,
    TopicSettings live) {
  /** One broker in each availability zone. */
  public static final int BROKERS = NetworkSettings.AVAILABILITY_ZONES;

  /** Every topic that is declared. */
  public List<TopicSettings> topics() {
    return List.of(
        eventsAccepted, eventsHistorical, eventsRejected, definitions, alerts, eventsUnique, live);
  }

  public StreamSettings {
    // The connection limits that ConnectionBudget counts with are those of these sizes; a t3.small
    // takes a tenth.
    Expect.matches("brokerType", brokerType, "kafka\\.m7g\\.(large|(|2|4|8|12|16)xlarge)");
    Expect.between("volumeGib", volumeGib, 10, 16_384);
    Objects.requireNonNull(eventsAccepted, "eventsAccepted");
    Objects.requireNonNull(eventsHistorical, "eventsHistorical");
    Objects.requireNonNull(eventsRejected, "eventsRejected");
    Objects.requireNonNull(definitions, "definitions");
    Objects.requireNonNull(alerts, "alerts");
    Objects.requireNonNull(eventsUnique, "eventsUnique");
    Objects.requireNonNull(live, "live");
  }
}
