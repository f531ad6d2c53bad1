package com.acme.analytics.cdk.construct;

import com.acme.analytics.cdk.settings.ApiSettings;
import com.acme.analytics.cdk.settings.EnvironmentSettings;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.aws_apigatewayv2_integrations.HttpLambdaIntegration;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigatewayv2.AddRoutesOptions;
import software.amazon.awscdk.services.apigatewayv2.CorsHttpMethod;
import software.amazon.awscdk.services.apigatewayv2.CorsPreflightOptions;
import software.amazon.awscdk.services.apigatewayv2.DomainMappingOptions;
import software.amazon.awscdk.services.apigatewayv2.DomainName;
import software.amazon.awscdk.services.apigatewayv2.HttpApi;
import software.amazon.awscdk.services.apigatewayv2.HttpMethod;
import software.amazon.awscdk.services.apigatewayv2.HttpStage;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogSettings;
import software.amazon.awscdk.services.apigatewayv2.LogGroupLogDestination;
import software.amazon.awscdk.services.apigatewayv2.ThrottleSettings;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/** The HTTP API under the environment's host name: limits, access log, CORS for the dashboard. */
public final class HttpApiDoor extends Construct {
  /** What a request was and what became of it; no query string, no header, no body. */
  private static final String ACCESS_LOG =
      """
      {"requestId":"$context.requestId","time":"$context.requestTime","ip":"$context.identity.sourceIp",\
      "method":"$context.httpMethod","route":"$context.routeKey","status":"$context.status",\
      "responseLength":"$context.responseLength","latencyMs":"$context.responseLatency",\
      "integrationError":"$context.integrationErrorMessage"}""";

  private final HttpApi api;

  public HttpApiDoor(Construct scope, EnvironmentSettings settings) {
    super(scope, "HttpApi");
    DomainName domain =
        DomainName.Builder.create(this, "Domain")
            .domainName(settings.domains().api())
            .certificate(
                Certificate.fromCertificateArn(
                    this, "Certificate", settings.domains().apiCertificateArn()))
            .build();
    api =
        HttpApi.Builder.create(this, "Api")
            .apiName(settings.resourceName("api"))
            .createDefaultStage(false)
            .disableExecuteApiEndpoint(true)
            .corsPreflight(cors(settings.domains().dashboardOrigin()))
            .build();
    HttpStage.Builder.create(this, "Stage")
        .httpApi(api)
        .stageName("$default")
        .autoDeploy(true)
        .detailedMetricsEnabled(true)
        .throttle(throttle(settings.api()))
        .accessLogSettings(accessLog(settings))
        .domainMapping(DomainMappingOptions.builder().domainName(domain).build())
        .build();
    CfnOutput.Builder.create(this, "DomainTarget")
        .description("What " + settings.domains().api() + " must be an alias of")
        .value(domain.getRegionalDomainName())
        .build();
  }

  /** Sends requests of a method and some paths to a function, with payload format 2.0. */
  public void routes(String id, IFunction function, HttpMethod method, String... paths) {
    HttpLambdaIntegration integration = new HttpLambdaIntegration(id, function);
    for (String path : paths) {
      api.addRoutes(
          AddRoutesOptions.builder()
              .path(path)
              .methods(List.of(method))
              .integration(integration)
              .build());
    }
  }

  private static CorsPreflightOptions cors(String origin) {
    return CorsPreflightOptions.builder()
        .allowOrigins(List.of(origin))
        .allowMethods(
            List.of(
                CorsHttpMethod.GET, CorsHttpMethod.POST, CorsHttpMethod.PUT, CorsHttpMethod.DELETE))
        .allowHeaders(
            List.of(
                "content-type",
                "idempotency-key",
                "if-match",
                "traceparent",
                "tracestate",
                "x-api-key"))
        .exposeHeaders(List.of("etag"))
        .maxAge(Duration.hours(1))
        .build();
  }

  private static ThrottleSettings throttle(ApiSettings api) {
    return ThrottleSettings.builder()
        .rateLimit(api.requestsPerSecond())
        .burstLimit(api.burst())
        .build();
  }

  private IAccessLogSettings accessLog(EnvironmentSettings settings) {
    LogGroup logs =
        LogGroup.Builder.create(this, "AccessLog")
            .logGroupName("/acme/" + settings.name() + "/api")
            .retention(settings.logRetention())
            .removalPolicy(settings.removalPolicy())
            .build();
    LogGroupLogDestination destination = new LogGroupLogDestination(logs);
    AccessLogFormat format = AccessLogFormat.custom(ACCESS_LOG);
    return new IAccessLogSettings() {
      @Override
      public LogGroupLogDestination getDestination() {
        return destination;
      }

      @Override
      public AccessLogFormat getFormat() {
        return format;
      }
    };
  }
}
