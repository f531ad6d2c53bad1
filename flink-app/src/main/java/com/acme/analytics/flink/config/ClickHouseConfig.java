package com.acme.analytics.flink.config;

import java.io.Serializable;
import java.net.URI;

/**
 * Where the hot tier is.
 *
 * @param url {@code http://host:port} or https
 * @param secretArn the Secrets Manager secret with the user's name and password
 */
public record ClickHouseConfig(URI url, String database, String secretArn)
    implements Serializable {}
