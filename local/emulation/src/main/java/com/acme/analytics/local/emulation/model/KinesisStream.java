package com.acme.analytics.local.emulation.model;

/**
 * A Kinesis stream, on demand.
 *
 * @param logicalId the resource's id in its stack
 * @param name the stream's name
 */
public record KinesisStream(String logicalId, String name) {}
