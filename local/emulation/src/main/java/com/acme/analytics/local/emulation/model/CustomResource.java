package com.acme.analytics.local.emulation.model;

import tools.jackson.databind.node.ObjectNode;

/**
 * A custom resource that a function of ours provides.
 *
 * @param stack the stack's name
 * @param logicalId the resource's id in its stack
 * @param type such as {@code Custom::KafkaTopic}
 * @param functionName the function behind its service token
 * @param properties every property, {@code ServiceToken} included, with nothing left to resolve
 */
public record CustomResource(
    String stack, String logicalId, String type, String functionName, ObjectNode properties) {}
