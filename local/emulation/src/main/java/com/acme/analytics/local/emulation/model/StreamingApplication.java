package com.acme.analytics.local.emulation.model;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A Managed Flink application ({@code AWS::KinesisAnalyticsV2::Application}).
 *
 * @param logicalId the resource's id in its stack
 * @param name the application's name
 * @param runtime such as {@code FLINK-2_2}
 * @param code the job's jar
 * @param propertyGroups property group id to its properties
 * @param parallelism empty leaves it to Flink
 * @param checkpointIntervalMillis empty leaves it to Managed Flink's default
 */
public record StreamingApplication(
    String logicalId,
    String name,
    String runtime,
    Path code,
    Map<String, Map<String, String>> propertyGroups,
    OptionalInt parallelism,
    Optional<Long> checkpointIntervalMillis) {}
