package com.acme.analytics.local.emulation.assembly;

/** The values that a template leaves to the run time. This list is closed: all else resolves. */
public enum RuntimeValue {
  /**
   * {@code host:port} of the broker: attributes {@code BootstrapBrokerString*} of the {@code
   * GetBootstrapBrokers} call, variable {@code ACME_KAFKA_BOOTSTRAP_SERVERS}, property {@code
   * bootstrap.servers}.
   */
  KAFKA_BOOTSTRAP_SERVERS,

  /**
   * {@code PLAINTEXT}, as a local broker has no IAM: variable {@code ACME_KAFKA_SECURITY_PROTOCOL},
   * property {@code security.protocol}. It says no place.
   */
  KAFKA_SECURITY_PROTOCOL,

  /** {@code http://host:port}: variable {@code ACME_CLICKHOUSE_URL}, property {@code url}. */
  CLICKHOUSE_URL,

  /**
   * {@code none}, as ClickHouse is one server here: variable {@code ACME_CLICKHOUSE_CLUSTER}. It
   * says no place.
   */
  CLICKHOUSE_CLUSTER,

  /** {@code http://host:port} of Druid's router: variable {@code ACME_DRUID_URL}. */
  DRUID_URL,

  /**
   * {@code jdbc:trino://host:port/catalog/schema}, as a local Trino stands for Athena: variable
   * {@code ACME_LAKE_URL}.
   */
  LAKE_URL,

  /** {@code http://host:port} of the Iceberg catalog: property {@code catalog.url}. */
  LAKE_CATALOG_URL,

  /**
   * {@code NONE}, as a local catalog has no IAM: property {@code catalog.authentication}. It says
   * no place either.
   */
  LAKE_CATALOG_AUTHENTICATION,

  /** {@code host:port} that the gateway serves on: variable {@code ACME_GATEWAY_ADDRESS}. */
  GATEWAY_ADDRESS,

  /**
   * The folder of the geo database, which a layer carries in AWS: variable {@code
   * ACME_GEO_DATABASE}.
   */
  GEO_DATABASE,

  /** {@code http://host:port} of the HTTP API: attribute {@code ApiEndpoint}. */
  API_URL,

  /** {@code http://host:port} of the site: attribute {@code DomainName} of the distribution. */
  SITE_URL
}
