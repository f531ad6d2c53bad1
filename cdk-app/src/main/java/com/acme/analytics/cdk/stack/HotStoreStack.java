package com.acme.analytics.cdk.stack;

import com.acme.analytics.cdk.clickhouse.ClickHousePods;
import com.acme.analytics.cdk.construct.ContentDigest;
import com.acme.analytics.cdk.construct.FunctionSpec;
import com.acme.analytics.cdk.construct.JavaFunction;
import com.acme.analytics.cdk.settings.EnvironmentSettings;
import com.acme.analytics.cdk.settings.FunctionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/**
 * ClickHouse's tables, kept up to date by migrations and, where the stream can't keep them so, by
 * rebuilds.
 */
public final class HotStoreStack extends Stack {
  /** How often dirty ranges are rebuilt. */
  private static final software.amazon.awscdk.Duration REBUILD_INTERVAL =
      software.amazon.awscdk.Duration.minutes(5);

  public HotStoreStack(
      Construct scope,
      EnvironmentSettings settings,
      NetworkStack network,
      HotClusterStack cluster,
      Path provisioning) {
    super(scope, "hot-store");
    addStackDependency(cluster, "Migrations find their servers");
    ISecret admin = cluster.adminSecret();
    JavaFunction migrations = migrationsFunction(settings, network, provisioning, admin);
    CustomResource.Builder.create(this, "Migrations")
        .resourceType("Custom::ClickHouseMigrations")
        .serviceToken(migrations.latest().getFunctionArn())
        .properties(
            Map.of(
                "Database", settings.hotStore().database(),
                "Version", ContentDigest.MIGRATIONS.of(provisioning)))
        .build();
    JavaFunction rebuild =
        new JavaFunction(
            this, settings, network.applications(), rebuild(settings, provisioning, admin));
    Rule.Builder.create(this, "RebuildSchedule")
        .description("Rebuilds dirty ranges of windows and sessions")
        .schedule(Schedule.rate(REBUILD_INTERVAL))
        .targets(List.of(LambdaFunction.Builder.create(rebuild.latest()).build()))
        .build();
  }

  /** Lets a principal read one secret. */
  static PolicyStatement reading(ISecret secret) {
    return PolicyStatement.Builder.create()
        .actions(List.of("secretsmanager:GetSecretValue"))
        .resources(List.of(secret.getSecretArn()))
        .build();
  }

  private static FunctionSpec rebuild(
      EnvironmentSettings settings, Path provisioning, ISecret admin) {
    return new FunctionSpec(
        "rebuild",
        "Computes windows and sessions anew where the stream may have missed events",
        provisioning,
        "com.acme.analytics.functions.provisioning.RebuildHandler",
        // One run at a time: a second would do the same.
        new FunctionSettings(512, Duration.ofMinutes(15), /* reservedConcurrency= */ 1),
        /* snapStart= */ false,
        /* layers= */ List.of(),
        tables(settings, admin),
        List.of(reading(admin)));
  }

  private static Map<String, String> tables(EnvironmentSettings settings, ISecret admin) {
    return Map.of(
        "ACME_CLICKHOUSE_URL", settings.hotStore().url(),
        "ACME_CLICKHOUSE_DATABASE", settings.hotStore().database(),
        "ACME_CLICKHOUSE_CLUSTER", ClickHousePods.CLUSTER,
        "ACME_CLICKHOUSE_SECRET_ARN", admin.getSecretArn());
  }

  private JavaFunction migrationsFunction(
      EnvironmentSettings settings, NetworkStack network, Path provisioning, ISecret admin) {
    return new JavaFunction(
        this,
        settings,
        network.applications(),
        new FunctionSpec(
            "provisioning-migrations",
            "Custom::ClickHouseMigrations: brings the tables up to date",
            provisioning,
            "com.acme.analytics.functions.provisioning.ClickHouseMigrationsHandler",
            new FunctionSettings(512, Duration.ofMinutes(10), /* reservedConcurrency= */ 1),
            /* snapStart= */ false,
            /* layers= */ List.of(),
            tables(settings, admin),
            List.of(reading(admin))));
  }
}
