package com.acme.analytics.local.emulation.assembly;

import com.acme.analytics.local.emulation.model.LocalAccount;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What {@code Ref} and {@code Fn::GetAtt} of a resource are on this machine: names as the template
 * gives them (else {@code <stack>-<logical id>}), ARNs in the local account, addresses as {@link
 * Substitutions} says. A resource or attribute without a local form fails.
 */
final class LocalValues {
  static final String ACCOUNT = LocalAccount.ID;

  private static final Map<String, String> NAME_PROPERTIES =
      Map.ofEntries(
          Map.entry("AWS::ApiGatewayV2::Api", ""),
          Map.entry("AWS::ApiGatewayV2::Authorizer", ""),
          Map.entry("AWS::ApiGatewayV2::DomainName", "DomainName"),
          Map.entry("AWS::ApiGatewayV2::Integration", ""),
          Map.entry("AWS::CloudFront::Distribution", ""),
          Map.entry("AWS::CloudFront::ResponseHeadersPolicy", ""),
          Map.entry("AWS::DynamoDB::GlobalTable", "TableName"),
          Map.entry("AWS::DynamoDB::Table", "TableName"),
          Map.entry("AWS::Events::Rule", "Name"),
          Map.entry("AWS::IAM::Role", "RoleName"),
          Map.entry("AWS::KafkaConnect::CustomPlugin", "Name"),
          Map.entry("AWS::Kinesis::Stream", "Name"),
          Map.entry("AWS::KinesisAnalyticsV2::Application", "ApplicationName"),
          Map.entry("AWS::KMS::Key", ""),
          Map.entry("AWS::Lambda::Function", "FunctionName"),
          Map.entry("AWS::Lambda::LayerVersion", "LayerName"),
          Map.entry("AWS::Logs::LogGroup", "LogGroupName"),
          Map.entry("AWS::MSK::Cluster", "ClusterName"),
          Map.entry("AWS::MSK::Configuration", "Name"),
          Map.entry("AWS::S3::Bucket", "BucketName"),
          Map.entry("AWS::SecretsManager::Secret", "Name"),
          Map.entry("AWS::SQS::Queue", "QueueName"));

  private final Expressions expressions;
  private final Substitutions substitutions;

  LocalValues(Expressions expressions, Substitutions substitutions) {
    this.expressions = expressions;
    this.substitutions = substitutions;
  }

  static String stackArn(Stack stack) {
    return LocalAccount.arn(
        "cloudformation", stack.region(), "stack/" + stack.name() + "/" + uuid(stack.name()));
  }

  static String ruleArn(String region, String name) {
    return LocalAccount.arn("events", region, "rule/" + name);
  }

  /** A resource's physical name. */
  String name(Resource resource) {
    String property = NAME_PROPERTIES.get(resource.type());
    if (property == null) {
      throw new AssemblyException(resource + ": a resource of this type has no local name");
    }
    String fallback = resource.stack().name() + "-" + resource.logicalId();
    return switch (resource.type()) {
      case "AWS::S3::Bucket" ->
          expressions
              .optionalText(resource, property)
              .orElseGet(() -> fallback.toLowerCase(Locale.ROOT));
      case "AWS::ApiGatewayV2::Api" -> Addresses.apiId(resource);
      default -> expressions.optionalText(resource, property).orElse(fallback);
    };
  }

  JsonNode ref(Resource from, Resource to) {
    return JsonNodeFactory.instance.stringNode(
        switch (to.type()) {
          case "AWS::Lambda::Alias" ->
              functionArn(to) + ":" + expressions.text(to, to.properties().path("Name"));
          case "AWS::Lambda::LayerVersion" -> arn(to);
          case "AWS::Lambda::Version" -> functionArn(to) + ":1";
          case "AWS::KafkaConnect::CustomPlugin",
              "AWS::MSK::Cluster",
              "AWS::MSK::Configuration",
              "AWS::SecretsManager::Secret" ->
              arn(to);
          // SQS is asked at its own endpoint, whatever host a queue's URL names.
          case "AWS::SQS::Queue" ->
              "https://sqs.%s.amazonaws.com/%s/%s"
                  .formatted(to.stack().region(), ACCOUNT, name(to));
          default -> {
            if (!NAME_PROPERTIES.containsKey(to.type())) {
              throw unknown(from, "Ref", to);
            }
            yield name(to);
          }
        });
  }

  JsonNode attribute(Resource from, Resource to, String attribute) {
    if (attribute.startsWith("BootstrapBrokerString")) {
      return text(substitutions.get(RuntimeValue.KAFKA_BOOTSTRAP_SERVERS));
    }
    return text(
        switch (to.type() + "." + attribute) {
          case "AWS::ApiGatewayV2::Api.ApiEndpoint" -> substitutions.get(RuntimeValue.API_URL);
          case "AWS::ApiGatewayV2::Api.ApiId" -> name(to);
          case "AWS::CloudFront::Distribution.DomainName" -> Addresses.siteHost(to);
          case "AWS::S3::Bucket.RegionalDomainName" ->
              name(to) + ".s3." + to.stack().region() + ".amazonaws.com";
          case "AWS::S3::Bucket.DomainName" -> name(to) + ".s3.amazonaws.com";
          case "AWS::KafkaConnect::CustomPlugin.CustomPluginArn" -> arn(to);
          case "AWS::Lambda::Version.Version" -> "1";
          case "AWS::SecretsManager::Secret.Id" -> arn(to);
          case "AWS::SQS::Queue.QueueName" -> name(to);
          default -> {
            if (!attribute.equals("Arn")) {
              throw unknown(from, attribute, to);
            }
            yield arn(to);
          }
        });
  }

  /** A resource's ARN. */
  String arn(Resource resource) {
    String region = resource.stack().region();
    return switch (resource.type()) {
      case "AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table" ->
          LocalAccount.arn("dynamodb", region, "table/" + name(resource));
      case "AWS::Events::Rule" -> ruleArn(region, name(resource));
      case "AWS::IAM::Role" -> LocalAccount.arn("iam", "", "role/" + name(resource));
      case "AWS::KafkaConnect::CustomPlugin" ->
          LocalAccount.arn(
              "kafkaconnect", region, "custom-plugin/" + name(resource) + "/" + id(resource));
      case "AWS::Kinesis::Stream" ->
          LocalAccount.arn("kinesis", region, "stream/" + name(resource));
      case "AWS::KMS::Key" -> LocalAccount.arn("kms", region, "key/" + name(resource));
      case "AWS::KinesisAnalyticsV2::Application" ->
          LocalAccount.arn("kinesisanalytics", region, "application/" + name(resource));
      case "AWS::Lambda::Function" ->
          LocalAccount.arn("lambda", region, "function:" + name(resource));
      case "AWS::Lambda::LayerVersion" ->
          LocalAccount.arn("lambda", region, "layer:" + name(resource) + ":1");
      case "AWS::Logs::LogGroup" ->
          LocalAccount.arn("logs", region, "log-group:" + name(resource) + ":*");
      case "AWS::MSK::Cluster" ->
          LocalAccount.arn("kafka", region, "cluster/" + name(resource) + "/" + id(resource));
      case "AWS::MSK::Configuration" ->
          LocalAccount.arn("kafka", region, "configuration/" + name(resource) + "/" + id(resource));
      case "AWS::S3::Bucket" -> "arn:aws:s3:::" + name(resource);
      case "AWS::SecretsManager::Secret" ->
          // Secrets Manager adds a hyphen and six characters to a secret's name
          LocalAccount.arn(
              "secretsmanager",
              region,
              "secret:" + name(resource) + "-" + id(resource).toString().substring(0, 6));
      case "AWS::SQS::Queue" -> LocalAccount.arn("sqs", region, name(resource));
      default -> throw new AssemblyException(resource + ": has no local ARN");
    };
  }

  private String functionArn(Resource versionOrAlias) {
    String function =
        expressions.text(versionOrAlias, versionOrAlias.properties().path("FunctionName"));
    return function.startsWith("arn:")
        ? function
        : LocalAccount.arn("lambda", versionOrAlias.stack().region(), "function:" + function);
  }

  private static UUID id(Resource resource) {
    return uuid(resource.toString());
  }

  private static UUID uuid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode text(String text) {
    return JsonNodeFactory.instance.stringNode(text);
  }

  private static AssemblyException unknown(Resource from, String what, Resource to) {
    return new AssemblyException(
        "%s: %s of %s has no local form (expected: a name, an ARN or a run-time value)"
            .formatted(from, what, to));
  }
}
