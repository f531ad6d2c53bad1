/**
 * What customers define for the stream, such as funnels: kept in a table, which is the truth, and
 * made known by a compacted Kafka topic.
 */
package com.acme.analytics.functions.definitions;
