/** The door for events that Kafka Connect brings: the topic {@code events.raw}. */
package com.acme.analytics.functions.ingest.gateway.raw;
