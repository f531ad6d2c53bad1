package com.acme.analytics.local.emulation.model;

import tools.jackson.databind.node.ObjectNode;

/**
 * An Iceberg table.
 *
 * @param logicalId the resource's id in its stack
 * @param database the Glue database, which is the namespace in Iceberg
 * @param name the table's name
 * @param definition the request to make it, as Iceberg's REST protocol has it
 */
public record LakeTable(String logicalId, String database, String name, ObjectNode definition) {}
