package com.acme.analytics.cdk.construct;

import com.acme.analytics.cdk.settings.EnvironmentSettings;
import com.acme.analytics.cdk.settings.StreamingSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Arn;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplicationCloudWatchLoggingOption;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.LogStream;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/** A jar that runs on Managed Flink, in the VPC, with checkpoints, snapshots and a log. */
public final class FlinkApplication extends Construct {
  private static final String RUNTIME = "FLINK-2_2";
  private static final String LOG_STREAM = "application";

  private final String name;

  /**
   * @param propertyGroups what the job reads of its environment, by group and key
   * @param permissions beside those to read the jar, to log and to reach the VPC
   */
  public FlinkApplication(
      Construct scope,
      EnvironmentSettings settings,
      VpcPlacement placement,
      Path jar,
      Map<String, Map<String, String>> propertyGroups,
      List<PolicyStatement> permissions) {
    super(scope, "Streaming");
    name = settings.resourceName("streaming");
    Asset code = Asset.Builder.create(this, "Code").path(jar.toString()).build();
    LogGroup logs =
        LogGroup.Builder.create(this, "Logs")
            .logGroupName("/acme/" + settings.name() + "/streaming")
            .retention(settings.logRetention())
            .removalPolicy(settings.removalPolicy())
            .build();
    LogStream logStream =
        LogStream.Builder.create(this, "LogStream")
            .logGroup(logs)
            .logStreamName(LOG_STREAM)
            .removalPolicy(settings.removalPolicy())
            .build();
    String logGroupArn = logsArn("/acme/" + settings.name() + "/streaming");
    String logStreamArn = logGroupArn + ":log-stream:" + LOG_STREAM;
    Role role = role(code, logGroupArn, logStreamArn, permissions);
    CfnApplication application =
        CfnApplication.Builder.create(this, "Application")
            .applicationName(name)
            .applicationMode("STREAMING")
            .runtimeEnvironment(RUNTIME)
            .serviceExecutionRole(role.getRoleArn())
            .applicationConfiguration(
                configuration(settings.streaming(), placement, code, propertyGroups))
            .build();
    application.getNode().addDependency(role);
    CfnApplicationCloudWatchLoggingOption logging =
        CfnApplicationCloudWatchLoggingOption.Builder.create(this, "Logging")
            .applicationName(name)
            .cloudWatchLoggingOption(
                CfnApplicationCloudWatchLoggingOption.CloudWatchLoggingOptionProperty.builder()
                    .logStreamArn(logStreamArn)
                    .build())
            .build();
    logging.getNode().addDependency(application, logStream);
    FlinkStart.of(this, name, arn()).getNode().addDependency(application, logging);
  }

  /** The application's name. */
  public String name() {
    return name;
  }

  /** The application's ARN. */
  public String arn() {
    return Arn.format(
        ArnComponents.builder()
            .service("kinesisanalytics")
            .resource("application")
            .resourceName(name)
            .build(),
        Stack.of(this));
  }

  private Role role(
      Asset code, String logGroupArn, String logStreamArn, List<PolicyStatement> permissions) {
    Role role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("kinesisanalytics.amazonaws.com"))
            .inlinePolicies(Map.of("network-interfaces", NetworkInterfaces.managedByFlink()))
            .build();
    role.addToPolicy(
        allow(
            List.of("s3:GetObject", "s3:GetObjectVersion"),
            code.getBucket().arnForObjects(code.getS3ObjectKey())));
    role.addToPolicy(
        allow(List.of("logs:DescribeLogGroups", "logs:DescribeLogStreams"), logGroupArn + ":*"));
    role.addToPolicy(allow(List.of("logs:PutLogEvents"), logStreamArn));
    permissions.forEach(role::addToPolicy);
    return role;
  }

  private static PolicyStatement allow(List<String> actions, String resource) {
    return PolicyStatement.Builder.create().actions(actions).resources(List.of(resource)).build();
  }

  private String logsArn(String logGroup) {
    return Arn.format(
        ArnComponents.builder()
            .service("logs")
            .resource("log-group")
            .resourceName(logGroup)
            .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
            .build(),
        Stack.of(this));
  }

  private static CfnApplication.ApplicationConfigurationProperty configuration(
      StreamingSettings streaming,
      VpcPlacement placement,
      Asset code,
      Map<String, Map<String, String>> propertyGroups) {
    return CfnApplication.ApplicationConfigurationProperty.builder()
        .applicationCodeConfiguration(code(code))
        .environmentProperties(
            CfnApplication.EnvironmentPropertiesProperty.builder()
                .propertyGroups(propertyGroups(propertyGroups))
                .build())
        .flinkApplicationConfiguration(flink(streaming))
        .applicationSnapshotConfiguration(
            CfnApplication.ApplicationSnapshotConfigurationProperty.builder()
                .snapshotsEnabled(true)
                .build())
        .vpcConfigurations(
            List.of(
                CfnApplication.VpcConfigurationProperty.builder()
                    .subnetIds(placement.vpc().selectSubnets(placement.subnets()).getSubnetIds())
                    .securityGroupIds(List.of(placement.securityGroup().getSecurityGroupId()))
                    .build()))
        .build();
  }

  private static CfnApplication.ApplicationCodeConfigurationProperty code(Asset code) {
    return CfnApplication.ApplicationCodeConfigurationProperty.builder()
        .codeContentType("ZIPFILE")
        .codeContent(
            CfnApplication.CodeContentProperty.builder()
                .s3ContentLocation(
                    CfnApplication.S3ContentLocationProperty.builder()
                        .bucketArn(code.getBucket().getBucketArn())
                        .fileKey(code.getS3ObjectKey())
                        .build())
                .build())
        .build();
  }

  private static List<CfnApplication.PropertyGroupProperty> propertyGroups(
      Map<String, Map<String, String>> groups) {
    return groups.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            group ->
                CfnApplication.PropertyGroupProperty.builder()
                    .propertyGroupId(group.getKey())
                    .propertyMap(group.getValue())
                    .build())
        .toList();
  }

  private static CfnApplication.FlinkApplicationConfigurationProperty flink(
      StreamingSettings streaming) {
    return CfnApplication.FlinkApplicationConfigurationProperty.builder()
        .checkpointConfiguration(
            CfnApplication.CheckpointConfigurationProperty.builder()
                .configurationType("CUSTOM")
                .checkpointingEnabled(true)
                .checkpointInterval(streaming.checkpointInterval().toMillis())
                .minPauseBetweenCheckpoints(streaming.checkpointInterval().toMillis() / 2)
                .build())
        .monitoringConfiguration(
            CfnApplication.MonitoringConfigurationProperty.builder()
                .configurationType("CUSTOM")
                .logLevel("INFO")
                .metricsLevel("TASK")
                .build())
        .parallelismConfiguration(
            CfnApplication.ParallelismConfigurationProperty.builder()
                .configurationType("CUSTOM")
                .parallelism(streaming.parallelism())
                .parallelismPerKpu(streaming.parallelismPerKpu())
                // Where it is scaled, it is by its lag: see StreamScaling.
                .autoScalingEnabled(false)
                .build())
        .build();
  }
}
