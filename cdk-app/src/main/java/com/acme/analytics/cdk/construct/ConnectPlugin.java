package com.acme.analytics.cdk.construct;

import com.acme.analytics.cdk.settings.EnvironmentSettings;
import java.nio.file.Path;
import software.amazon.awscdk.Arn;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kafkaconnect.CfnConnector;
import software.amazon.awscdk.services.kafkaconnect.CfnCustomPlugin;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/**
 * A plug-in of MSK Connect. It can't be changed, only replaced: its name ends in its content's
 * digest.
 */
public final class ConnectPlugin extends Construct {
  private static final int DIGEST_CHARS = 8;

  private final CfnCustomPlugin plugin;

  /**
   * Declares the plug-in.
   *
   * @param zip its jars
   */
  public ConnectPlugin(
      Construct scope, String id, EnvironmentSettings settings, String name, Path zip) {
    super(scope, id);
    Asset asset = Asset.Builder.create(this, "Zip").path(zip.toString()).build();
    plugin =
        CfnCustomPlugin.Builder.create(this, "Plugin")
            .name(
                settings.resourceName(name) + "-" + asset.getAssetHash().substring(0, DIGEST_CHARS))
            .contentType("ZIP")
            .location(
                CfnCustomPlugin.CustomPluginLocationProperty.builder()
                    .s3Location(
                        CfnCustomPlugin.S3LocationProperty.builder()
                            .bucketArn(bucketArn(asset))
                            .fileKey(asset.getS3ObjectKey())
                            .build())
                    .build())
            .build();
  }

  /** What a connector names it by. */
  public CfnConnector.PluginProperty reference() {
    return CfnConnector.PluginProperty.builder()
        .customPlugin(
            CfnConnector.CustomPluginProperty.builder()
                .customPluginArn(plugin.getAttrCustomPluginArn())
                .revision(plugin.getAttrRevision())
                .build())
        .build();
  }

  private String bucketArn(Asset asset) {
    return Arn.format(
        ArnComponents.builder()
            .service("s3")
            .region("")
            .account("")
            .resource(asset.getS3BucketName())
            .build(),
        Stack.of(this));
  }
}
