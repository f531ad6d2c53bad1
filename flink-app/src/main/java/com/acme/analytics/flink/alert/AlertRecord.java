package com.acme.analytics.flink.alert;

/** What is told of an alert, as it stands on Kafka. */
public record AlertRecord(String key, String json) {}
