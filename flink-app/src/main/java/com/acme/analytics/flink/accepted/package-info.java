/** Accepted events as they come from Kafka. */
package com.acme.analytics.flink.accepted;
