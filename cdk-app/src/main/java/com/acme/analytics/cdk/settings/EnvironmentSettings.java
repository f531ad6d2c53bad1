package com.acme.analytics.cdk.settings;

import java.util.Objects;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * Everything in which one environment differs from another.
 *
 * @param name as in {@code acme-<name>-network}: lower-case letters
 * @param account AWS account of 12 digits
 * @param keepsData whether removing a stack leaves its data behind
 * @param logRetention of every log group
 */
public record EnvironmentSettings(
    String name,
    String account,
    String region,
    boolean keepsData,
    RetentionDays logRetention,
    DomainSettings domains,
    NetworkSettings network,
    LakeSettings lake,
    StreamSettings stream,
    HotStoreSettings hotStore,
    WarmStoreSettings warmStore,
    IngestSettings ingest,
    ApiSettings api,
    DeadLetterSettings deadLetters,
    GatewaySettings gateway,
    StreamingSettings streaming) {
  public EnvironmentSettings {
    Expect.matches("name", name, "[a-z]{2,12}");
    Expect.matches("account", account, "[0-9]{12}");
    Expect.matches("region", region, "[a-z]{2}(-[a-z]+)+-[0-9]");
    Objects.requireNonNull(logRetention, "logRetention");
    Objects.requireNonNull(domains, "domains");
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(lake, "lake");
    Objects.requireNonNull(stream, "stream");
    Objects.requireNonNull(hotStore, "hotStore");
    Objects.requireNonNull(warmStore, "warmStore");
    Objects.requireNonNull(ingest, "ingest");
    Objects.requireNonNull(api, "api");
    Objects.requireNonNull(deadLetters, "deadLetters");
    Objects.requireNonNull(gateway, "gateway");
    Objects.requireNonNull(streaming, "streaming");
  }

  /** What happens to data when its resource is removed from a template. */
  public RemovalPolicy removalPolicy() {
    return keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
  }

  /** A physical name of this environment: {@code acme-<environment>-<what>}. */
  public String resourceName(String what) {
    return "acme-" + name + "-" + what;
  }
}
