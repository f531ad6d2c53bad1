package com.acme.analytics.local.emulation.model;

import java.util.Map;

/**
 * An MSK cluster.
 *
 * @param logicalId the resource's id in its stack
 * @param name the cluster's name
 * @param kafkaVersion such as {@code 4.1.x.kraft}
 * @param brokers how many brokers AWS runs; one runs locally
 * @param serverProperties of its {@code AWS::MSK::Configuration}; none without one
 */
public record KafkaCluster(
    String logicalId,
    String name,
    String kafkaVersion,
    int brokers,
    Map<String, String> serverProperties) {}
