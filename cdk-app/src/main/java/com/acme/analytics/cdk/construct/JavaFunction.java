package com.acme.analytics.cdk.construct;

import com.acme.analytics.cdk.settings.EnvironmentSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * A Java function in the VPC with a role, a log group and a trace of its own.
 *
 * <p>Callers use the alias {@code live} of the published version, because the unpublished code has
 * no SnapStart snapshot.
 *
 * <p>Traces: Lambda samples by X-Ray, and the functions hand the W3C {@code traceparent} on in
 * Kafka headers. An HTTP API itself can't be traced by X-Ray.
 */
public final class JavaFunction extends Construct {
  private final Function function;

  public JavaFunction(
      Construct scope, EnvironmentSettings settings, VpcPlacement placement, FunctionSpec spec) {
    super(scope, spec.name());
    String name = settings.resourceName(spec.name());
    LogGroup logs =
        LogGroup.Builder.create(this, "Logs")
            .logGroupName("/aws/lambda/" + name)
            .retention(settings.logRetention())
            .removalPolicy(settings.removalPolicy())
            .build();
    Role role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .inlinePolicies(Map.of("network-interfaces", NetworkInterfaces.managedByLambda()))
            .build();
    logs.grantWrite(role);
    spec.permissions().forEach(role::addToPolicy);
    function =
        Function.Builder.create(this, "Function")
            .functionName(name)
            .description(spec.description())
            .runtime(Runtime.JAVA_25)
            .architecture(Architecture.ARM_64)
            .code(Code.fromAsset(spec.jar().toString()))
            .handler(spec.handler())
            .memorySize(spec.settings().memoryMib())
            .timeout(Duration.seconds(spec.settings().timeout().toSeconds()))
            .reservedConcurrentExecutions(spec.settings().reservedConcurrency())
            .layers(spec.layers())
            .environment(environment(settings, spec))
            .snapStart(spec.snapStart() ? SnapStartConf.ON_PUBLISHED_VERSIONS : null)
            .tracing(Tracing.ACTIVE)
            .loggingFormat(LoggingFormat.JSON)
            .logGroup(logs)
            .role(role)
            .vpc(placement.vpc())
            .vpcSubnets(placement.subnets())
            .securityGroups(List.of(placement.securityGroup()))
            .build();
  }

  /** The alias {@code live} of a version that is published at each change. */
  public Alias live() {
    Annotations.of(function).acknowledgeWarning("@aws-cdk/aws-lambda:snapStartRequirePublish");
    return Alias.Builder.create(this, "Live")
        .aliasName("live")
        .version(function.getCurrentVersion())
        .build();
  }

  /** The function itself, whose latest code runs without a snapshot. */
  public Function latest() {
    return function;
  }

  private static Map<String, String> environment(EnvironmentSettings settings, FunctionSpec spec) {
    Map<String, String> environment = new HashMap<>(spec.environment());
    environment.put("ACME_ENVIRONMENT", settings.name());
    environment.put("POWERTOOLS_SERVICE_NAME", spec.name());
    environment.put("POWERTOOLS_METRICS_NAMESPACE", "acme");
    environment.put("POWERTOOLS_LOG_LEVEL", "INFO");
    return environment;
  }
}
