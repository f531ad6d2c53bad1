package com.acme.analytics.cdk.construct;

import com.acme.analytics.cdk.settings.EnvironmentSettings;
import com.acme.analytics.cdk.settings.FunctionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.JsonSchema;
import software.amazon.awscdk.services.apigateway.JsonSchemaType;
import software.amazon.awscdk.services.apigateway.LambdaIntegration;
import software.amazon.awscdk.services.apigateway.MethodLoggingLevel;
import software.amazon.awscdk.services.apigateway.MethodOptions;
import software.amazon.awscdk.services.apigateway.Model;
import software.amazon.awscdk.services.apigateway.ModelOptions;
import software.amazon.awscdk.services.apigateway.RequestValidator;
import software.amazon.awscdk.services.apigateway.RequestValidatorOptions;
import software.amazon.awscdk.services.apigateway.Resource;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.applicationautoscaling.AdjustmentType;
import software.amazon.awscdk.services.applicationautoscaling.BasicStepScalingPolicyProps;
import software.amazon.awscdk.services.applicationautoscaling.MetricAggregationType;
import software.amazon.awscdk.services.applicationautoscaling.ScalableTarget;
import software.amazon.awscdk.services.applicationautoscaling.ScalingInterval;
import software.amazon.awscdk.services.applicationautoscaling.ServiceNamespace;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * Scales the streaming job out by how far it is behind its topic, and in when its processors idle.
 * Managed Flink's own scaling knows processors only, and takes a quarter of an hour to act, so it
 * is off: two that scale the same job would undo each other's work.
 *
 * <p>Application Auto Scaling reaches the job through a REST API, as it does every resource that is
 * not AWS's; only who IAM lets invoke it can.
 *
 * @see <a href="https://github.com/aws/aws-auto-scaling-custom-resource">Custom resources</a>
 */
public final class StreamScaling extends Construct {
  private static final String STAGE = "prod";

  /** A change of parallelism stops the job for about a minute, in which it falls behind. */
  private static final Duration COOLDOWN = Duration.ofMinutes(10);

  /**
   * @param application the Managed Flink application's name
   * @param applicationArn its ARN
   * @param topic the topic whose events it must keep up with
   * @param consumerGroup as which it reads the topic
   */
  public StreamScaling(
      Construct scope,
      EnvironmentSettings settings,
      VpcPlacement placement,
      Path provisioning,
      String application,
      String applicationArn,
      KafkaCluster kafka,
      String topic,
      String consumerGroup) {
    super(scope, "Scaling");
    RestApi api =
        api(settings, function(settings, placement, provisioning, application, applicationArn));
    ScalableTarget target =
        ScalableTarget.Builder.create(this, "Target")
            .serviceNamespace(ServiceNamespace.CUSTOM_RESOURCE)
            .scalableDimension("custom-resource:ResourceType:Property")
            .resourceId(api.urlForPath("/scalableTargetDimensions/" + application))
            .minCapacity(settings.streaming().parallelism())
            .maxCapacity(settings.streaming().mostParallelism())
            .build();
    target.scaleOnMetric("Lag", byLag(kafka, topic, consumerGroup));
    target.scaleOnMetric("Idleness", byIdleness(application));
  }

  private JavaFunction function(
      EnvironmentSettings settings,
      VpcPlacement placement,
      Path provisioning,
      String application,
      String applicationArn) {
    return new JavaFunction(
        this,
        settings,
        placement,
        new FunctionSpec(
            "stream-scaling",
            "The streaming job's parallelism, for Application Auto Scaling",
            provisioning,
            "com.acme.analytics.functions.provisioning.scaling.ScalingHandler",
            new FunctionSettings(512, Duration.ofSeconds(20), /* reservedConcurrency= */ 1),
            /* snapStart= */ false,
            /* layers= */ List.of(),
            Map.of("ACME_STREAMING_APPLICATION", application),
            List.of(
                PolicyStatement.Builder.create()
                    .actions(
                        List.of(
                            "kinesisanalytics:DescribeApplication",
                            "kinesisanalytics:UpdateApplication"))
                    .resources(List.of(applicationArn))
                    .build())));
  }

  private RestApi api(EnvironmentSettings settings, JavaFunction function) {
    RestApi api =
        RestApi.Builder.create(this, "Api")
            .restApiName(settings.resourceName("stream-scaling"))
            .endpointTypes(List.of(EndpointType.REGIONAL))
            .cloudWatchRole(false)
            .deployOptions(
                StageOptions.builder()
                    .stageName(STAGE)
                    .metricsEnabled(true)
                    .loggingLevel(MethodLoggingLevel.OFF)
                    .build())
            .build();
    Resource dimension =
        api.getRoot()
            .addResource("scalableTargetDimensions")
            .addResource("{scalableTargetDimensionId}");
    LambdaIntegration integration = new LambdaIntegration(function.latest());
    RequestValidator validator =
        api.addRequestValidator(
            "Validator",
            RequestValidatorOptions.builder()
                .validateRequestBody(true)
                .validateRequestParameters(true)
                .build());
    dimension.addMethod("GET", integration, signed(validator).build());
    dimension.addMethod(
        "PATCH",
        integration,
        signed(validator).requestModels(Map.of("application/json", update(api))).build());
    return api;
  }

  private static MethodOptions.Builder signed(RequestValidator validator) {
    return MethodOptions.builder()
        .authorizationType(AuthorizationType.IAM)
        .requestParameters(Map.of("method.request.path.scalableTargetDimensionId", true))
        .requestValidator(validator);
  }

  private static Model update(RestApi api) {
    return api.addModel(
        "Update",
        ModelOptions.builder()
            .contentType("application/json")
            .schema(
                JsonSchema.builder()
                    .type(JsonSchemaType.OBJECT)
                    .required(List.of("desiredCapacity"))
                    .properties(
                        Map.of(
                            "desiredCapacity",
                            JsonSchema.builder().type(JsonSchemaType.NUMBER).minimum(1).build()))
                    .build())
            .build());
  }

  /** Half as many again when the newest event waits a minute, twice as many when it waits five. */
  private static BasicStepScalingPolicyProps byLag(
      KafkaCluster kafka, String topic, String consumerGroup) {
    return BasicStepScalingPolicyProps.builder()
        .metric(
            Metric.Builder.create()
                .namespace("AWS/Kafka")
                .metricName("EstimatedMaxTimeLag")
                .dimensionsMap(
                    Map.of(
                        "Cluster Name", kafka.name(),
                        "Consumer Group", consumerGroup,
                        "Topic", topic))
                .statistic("Maximum")
                .period(software.amazon.awscdk.Duration.minutes(1))
                .build())
        .evaluationPeriods(3)
        .metricAggregationType(MetricAggregationType.MAXIMUM)
        .adjustmentType(AdjustmentType.PERCENT_CHANGE_IN_CAPACITY)
        .cooldown(software.amazon.awscdk.Duration.minutes(COOLDOWN.toMinutes()))
        .scalingSteps(
            List.of(
                ScalingInterval.builder().lower(60).upper(300).change(50).build(),
                ScalingInterval.builder().lower(300).change(100).build()))
        .build();
  }

  /**
   * A quarter less when the processors idle for half an hour, a quarter more when they are full.
   */
  private static BasicStepScalingPolicyProps byIdleness(String application) {
    return BasicStepScalingPolicyProps.builder()
        .metric(
            Metric.Builder.create()
                .namespace("AWS/KinesisAnalytics")
                .metricName("containerCPUUtilization")
                .dimensionsMap(Map.of("Application", application))
                .statistic("Average")
                .period(software.amazon.awscdk.Duration.minutes(5))
                .build())
        .evaluationPeriods(6)
        .metricAggregationType(MetricAggregationType.AVERAGE)
        .adjustmentType(AdjustmentType.PERCENT_CHANGE_IN_CAPACITY)
        .cooldown(software.amazon.awscdk.Duration.minutes(COOLDOWN.toMinutes()))
        .scalingSteps(
            List.of(
                ScalingInterval.builder().upper(30).change(-25).build(),
                ScalingInterval.builder().lower(80).change(25).build()))
        .build();
  }
}
