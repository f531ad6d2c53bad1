package com.acme.analytics.local.emulation.model;

import java.nio.file.Path;
import java.util.Map;

/**
 * A connector of MSK Connect.
 *
 * @param logicalId the resource's id in its stack
 * @param name the connector's name
 * @param plugIn the zip file of the plug-in that it is of
 * @param configuration what the connector is told
 */
public record KafkaConnector(
    String logicalId, String name, Path plugIn, Map<String, String> configuration) {}
