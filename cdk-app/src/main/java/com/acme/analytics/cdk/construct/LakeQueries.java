package com.acme.analytics.cdk.construct;

import com.acme.analytics.cdk.settings.EnvironmentSettings;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Arn;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.athena.CfnWorkGroup;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * How the lake is asked: a work group of Athena, whose settings no statement can change. Athena
 * keeps results itself, for a day, so that no bucket of ours holds rows of customers.
 */
public final class LakeQueries extends Construct {
  /** What Athena calls Glue's catalog; the Trino of one machine has it under the same name. */
  private static final String CATALOG = "awsdatacatalog";

  private final String address;
  private final List<PolicyStatement> permissions;

  public LakeQueries(Construct scope, EnvironmentSettings settings, LakeTableResource table) {
    super(scope, "Queries");
    String name = settings.resourceName("query");
    CfnWorkGroup workGroup =
        CfnWorkGroup.Builder.create(this, "WorkGroup")
            .name(name)
            .description("Statements of the query function over the lake")
            .recursiveDeleteOption(!settings.keepsData())
            .workGroupConfiguration(
                CfnWorkGroup.WorkGroupConfigurationProperty.builder()
                    .enforceWorkGroupConfiguration(true)
                    .publishCloudWatchMetricsEnabled(true)
                    .bytesScannedCutoffPerQuery((long) settings.lake().mostScannedGib() << 30)
                    .engineVersion(
                        CfnWorkGroup.EngineVersionProperty.builder()
                            .selectedEngineVersion("Athena engine version 3")
                            .build())
                    .managedQueryResultsConfiguration(
                        CfnWorkGroup.ManagedQueryResultsConfigurationProperty.builder()
                            .enabled(true)
                            .build())
                    .build())
            .build();
    address = "athena://%s/%s/%s".formatted(name, CATALOG, LakeTableResource.database(settings));
    permissions = Stream.concat(Stream.of(running(workGroup)), table.reading().stream()).toList();
  }

  /** Where the query function finds the lake: {@code athena://work-group/catalog/database}. */
  public String address() {
    return address;
  }

  /** What it takes to run statements in the work group over the table. */
  public List<PolicyStatement> permissions() {
    return permissions;
  }

  private PolicyStatement running(CfnWorkGroup workGroup) {
    String arn =
        Arn.format(
            ArnComponents.builder()
                .service("athena")
                .resource("workgroup")
                .resourceName(workGroup.getName())
                .build(),
            Stack.of(this));
    return PolicyStatement.Builder.create()
        .actions(
            List.of(
                "athena:GetQueryExecution",
                "athena:GetQueryResults",
                "athena:StartQueryExecution",
                "athena:StopQueryExecution"))
        .resources(List.of(arn))
        .build();
  }
}
