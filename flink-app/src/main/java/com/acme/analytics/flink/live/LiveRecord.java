package com.acme.analytics.flink.live;

/** What has changed for a customer, as it stands on Kafka: UTF-8 JSON. */
public record LiveRecord(String customer, byte[] json) {}
