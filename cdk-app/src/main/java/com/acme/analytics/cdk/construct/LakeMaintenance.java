package com.acme.analytics.cdk.construct;

import com.acme.analytics.cdk.settings.EnvironmentSettings;
import com.acme.analytics.core.lake.LakeTable;
import java.util.List;
import software.amazon.awscdk.Arn;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.glue.CfnTableOptimizer;
import software.amazon.awscdk.services.glue.CfnTableOptimizer.TableOptimizerConfigurationProperty;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * What Glue does to the table by itself: it merges small files, forgets old snapshots together with
 * the files that only they have, and removes files that no commit ever had.
 */
final class LakeMaintenance extends Construct {
  private static final List<String> LOG_GROUPS =
      List.of(
          "/aws-glue/iceberg-compaction/logs",
          "/aws-glue/iceberg-retention/logs",
          "/aws-glue/iceberg-orphan-file-deletion/logs");

  private final EnvironmentSettings settings;
  private final LakeTableResource table;

  LakeMaintenance(Construct scope, EnvironmentSettings settings, LakeTableResource table) {
    super(scope, "Maintenance");
    this.settings = settings;
    this.table = table;
    Role role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("glue.amazonaws.com"))
            .build();
    table.maintaining().forEach(role::addToPolicy);
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .actions(List.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"))
            .resources(LOG_GROUPS.stream().map(this::logGroupArn).toList())
            .build());
    int snapshotDays = (int) settings.lake().snapshotRetention().toDays();
    int orphanDays = (int) settings.lake().abortUploadsAfter().toDays();
    optimizer(
        role,
        "compaction",
        TableOptimizerConfigurationProperty.builder()
            .compactionConfiguration(
                CfnTableOptimizer.CompactionConfigurationProperty.builder()
                    .icebergConfiguration(
                        CfnTableOptimizer.IcebergCompactionConfigurationProperty.builder()
                            .strategy("binpack")
                            .build())
                    .build()));
    optimizer(
        role,
        "retention",
        TableOptimizerConfigurationProperty.builder()
            .retentionConfiguration(
                CfnTableOptimizer.RetentionConfigurationProperty.builder()
                    .icebergConfiguration(
                        CfnTableOptimizer.IcebergRetentionConfigurationProperty.builder()
                            .snapshotRetentionPeriodInDays(snapshotDays)
                            .numberOfSnapshotsToRetain(1)
                            .cleanExpiredFiles(true)
                            .build())
                    .build()));
    optimizer(
        role,
        "orphan_file_deletion",
        TableOptimizerConfigurationProperty.builder()
            .orphanFileDeletionConfiguration(
                CfnTableOptimizer.OrphanFileDeletionConfigurationProperty.builder()
                    .icebergConfiguration(
                        CfnTableOptimizer.IcebergConfigurationProperty.builder()
                            .orphanFileRetentionPeriodInDays(orphanDays)
                            .build())
                    .build()));
  }

  private void optimizer(
      Role role, String type, TableOptimizerConfigurationProperty.Builder configuration) {
    CfnTableOptimizer optimizer =
        CfnTableOptimizer.Builder.create(this, type)
            .catalogId(settings.account())
            .databaseName(LakeTableResource.database(settings))
            .tableName(LakeTable.NAME)
            .type(type)
            .tableOptimizerConfiguration(
                configuration.enabled(true).roleArn(role.getRoleArn()).build())
            .build();
    optimizer.getNode().addDependency(table.table(), role);
  }

  private String logGroupArn(String name) {
    return Arn.format(
        ArnComponents.builder()
            .service("logs")
            .resource("log-group")
            .resourceName(name + ":*")
            .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
            .build(),
        Stack.of(this));
  }
}
