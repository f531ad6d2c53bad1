package com.acme.analytics.cdk.construct;

import com.acme.analytics.cdk.settings.EnvironmentSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import software.amazon.awscdk.services.kafkaconnect.CfnConnector;
import software.amazon.awscdk.services.kafkaconnect.CfnWorkerConfiguration;
import software.constructs.Construct;

/**
 * How the workers of a connector are configured. Where it is in its source is kept in a topic of
 * ours, so that a connector of the same name that takes its place goes on there. A configuration
 * can't be changed, only replaced: its name ends in its content's digest.
 */
public final class ConnectWorkers extends Construct {
  private static final int DIGEST_BYTES = 4;

  private final CfnWorkerConfiguration configuration;

  /**
   * Declares the configuration.
   *
   * @param offsetsTopic made by the workers
   */
  public ConnectWorkers(
      Construct scope, String id, EnvironmentSettings settings, String name, String offsetsTopic) {
    super(scope, id);
    String properties =
        """
        key.converter=org.apache.kafka.connect.storage.StringConverter
        value.converter=org.apache.kafka.connect.converters.ByteArrayConverter
        offset.storage.topic=%s
        offset.flush.interval.ms=5000
        """
            .formatted(offsetsTopic);
    byte[] content = properties.getBytes(StandardCharsets.UTF_8);
    configuration =
        CfnWorkerConfiguration.Builder.create(this, "Configuration")
            .name(settings.resourceName(name) + "-" + digest(content))
            .propertiesFileContent(Base64.getEncoder().encodeToString(content))
            .build();
  }

  /** What a connector names it by. */
  public CfnConnector.WorkerConfigurationProperty reference() {
    return CfnConnector.WorkerConfigurationProperty.builder()
        .workerConfigurationArn(configuration.getAttrWorkerConfigurationArn())
        .revision(configuration.getAttrRevision())
        .build();
  }

  private static String digest(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
