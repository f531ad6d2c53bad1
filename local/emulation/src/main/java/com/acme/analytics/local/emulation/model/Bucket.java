package com.acme.analytics.local.emulation.model;

/** An S3 bucket. */
public record Bucket(String logicalId, String name) {}
