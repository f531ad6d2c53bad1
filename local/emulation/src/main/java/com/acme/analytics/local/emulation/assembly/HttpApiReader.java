package com.acme.analytics.local.emulation.assembly;

import com.acme.analytics.local.emulation.model.Cors;
import com.acme.analytics.local.emulation.model.HttpApi;
import com.acme.analytics.local.emulation.model.JwtAuthorizer;
import com.acme.analytics.local.emulation.model.Route;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an HTTP API with its routes, integrations and authorizers, which are resources apart. */
final class HttpApiReader {
  /** Of an integration that sets none, and the most that one may set. */
  private static final int TIMEOUT_MILLIS = 30_000;

  private static final Pattern FUNCTION_ARN =
      Pattern.compile("arn:aws:lambda:[^:]*:[^:]*:function:([^:/]+)");

  private final CloudAssembly assembly;
  private final Expressions expressions;

  HttpApiReader(CloudAssembly assembly, Expressions expressions) {
    this.assembly = assembly;
    this.expressions = expressions;
  }

  /** The function in an ARN, of the function itself or in an integration's URI. */
  static String functionName(Resource resource, String arn) {
    Matcher matcher = FUNCTION_ARN.matcher(arn);
    if (!matcher.find()) {
      throw new AssemblyException("%s: %s (expected: a function)".formatted(resource, arn));
    }
    return matcher.group(1);
  }

  HttpApi read(Resource resource) {
    Properties api = Properties.of(expressions, resource);
    String protocol = api.optionalText("ProtocolType").orElse("HTTP");
    if (!protocol.equals("HTTP")) {
      throw new AssemblyException(
          "%s: ProtocolType: %s (expected: HTTP)".formatted(resource, protocol));
    }
    String id = api.name();
    List<Route> routes =
        all("AWS::ApiGatewayV2::Route").stream()
            .filter(route -> route.text("ApiId").equals(id))
            .map(this::route)
            .toList();
    return new HttpApi(resource.logicalId(), id, resource.stack().region(), routes, cors(api));
  }

  private Route route(Properties route) {
    String target = route.text("Target");
    Properties integration =
        byId(route, "AWS::ApiGatewayV2::Integration", target.replace("integrations/", ""));
    String type = integration.text("IntegrationType");
    String format = integration.optionalText("PayloadFormatVersion").orElse("1.0");
    if (!type.equals("AWS_PROXY") || !format.equals("2.0")) {
      throw new AssemblyException(
          "%s: %s with payload format %s (expected: AWS_PROXY with 2.0)"
              .formatted(integration.resource(), type, format));
    }
    return new Route(
        route.text("RouteKey"),
        functionName(integration.resource(), integration.text("IntegrationUri")),
        Duration.ofMillis(integration.optionalNumber("TimeoutInMillis").orElse(TIMEOUT_MILLIS)),
        authorizer(route),
        route.texts("AuthorizationScopes"));
  }

  private Optional<JwtAuthorizer> authorizer(Properties route) {
    String type = route.optionalText("AuthorizationType").orElse("NONE");
    if (type.equals("NONE")) {
      return Optional.empty();
    }
    if (!type.equals("JWT")) {
      throw new AssemblyException(
          "%s: AuthorizationType: %s (expected: NONE or JWT)".formatted(route.resource(), type));
    }
    Properties authorizer =
        byId(route, "AWS::ApiGatewayV2::Authorizer", route.text("AuthorizerId"));
    Properties jwt = authorizer.in("JwtConfiguration");
    return Optional.of(
        new JwtAuthorizer(
            jwt.text("Issuer"),
            jwt.texts("Audience"),
            authorizer.texts("IdentitySource").getFirst()));
  }

  private static Optional<Cors> cors(Properties api) {
    if (!api.has("CorsConfiguration")) {
      return Optional.empty();
    }
    Properties cors = api.in("CorsConfiguration");
    return Optional.of(
        new Cors(
            cors.texts("AllowOrigins"),
            cors.texts("AllowMethods"),
            cors.texts("AllowHeaders"),
            cors.texts("ExposeHeaders"),
            cors.optionalNumber("MaxAge").map(Duration::ofSeconds),
            cors.flag("AllowCredentials")));
  }

  private Properties byId(Properties route, String type, String id) {
    return all(type).stream()
        .filter(candidate -> candidate.name().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new AssemblyException(
                    "%s: %s (expected: a resource %s)".formatted(route.resource(), id, type)));
  }

  private List<Properties> all(String type) {
    return assembly.resources(List.of(type)).stream()
        .map(resource -> Properties.of(expressions, resource))
        .toList();
  }
}
