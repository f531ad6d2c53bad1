package com.acme.analytics.local.emulation.assembly;

import com.acme.analytics.local.emulation.model.Bucket;
import com.acme.analytics.local.emulation.model.ContainerDeployment;
import com.acme.analytics.local.emulation.model.CustomResource;
import com.acme.analytics.local.emulation.model.HttpApi;
import com.acme.analytics.local.emulation.model.KafkaCluster;
import com.acme.analytics.local.emulation.model.KafkaConnector;
import com.acme.analytics.local.emulation.model.KafkaEventSourceMapping;
import com.acme.analytics.local.emulation.model.KinesisStream;
import com.acme.analytics.local.emulation.model.LakeTable;
import com.acme.analytics.local.emulation.model.LambdaFunction;
import com.acme.analytics.local.emulation.model.Queue;
import com.acme.analytics.local.emulation.model.ScheduledRule;
import com.acme.analytics.local.emulation.model.Secret;
import com.acme.analytics.local.emulation.model.SqsEventSourceMapping;
import com.acme.analytics.local.emulation.model.StreamingApplication;
import com.acme.analytics.local.emulation.model.Table;
import com.acme.analytics.local.emulation.model.WebSite;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an environment declares that one machine runs, with every reference resolved. Each method
 * throws {@link AssemblyException} on a resource of its kind that can't be resolved whole.
 */
public final class LocalEnvironment {
  private final CloudAssembly assembly;
  private final Expressions expressions;
  private final Substitutions substitutions;

  /** Joins what was synthesized and what only this machine knows. */
  public LocalEnvironment(CloudAssembly assembly, Substitutions substitutions) {
    this.assembly = assembly;
    this.expressions = new Expressions(assembly, substitutions);
    this.substitutions = substitutions;
  }

  /**
   * The functions that run on Java, which are ours. Those in other languages belong to the CDK
   * itself (bucket deployment, SDK calls): their custom resources are emulated, not run.
   */
  public List<LambdaFunction> functions() {
    FunctionReader reader = new FunctionReader(assembly, expressions, substitutions);
    return assembly.resources(List.of("AWS::Lambda::Function")).stream()
        .map(resource -> Properties.of(expressions, resource))
        .filter(properties -> properties.optionalText("Runtime").orElse("").startsWith("java"))
        .map(reader::read)
        .toList();
  }

  /** The HTTP APIs with their routes. */
  public List<HttpApi> httpApis() {
    HttpApiReader reader = new HttpApiReader(assembly, expressions);
    return read(List.of("AWS::ApiGatewayV2::Api"), (resource, properties) -> reader.read(resource));
  }

  /** The DynamoDB tables. */
  public List<Table> tables() {
    return read(
        List.of("AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table"),
        (resource, properties) -> DataReader.table(properties));
  }

  /** The Iceberg tables in Glue. */
  public List<LakeTable> lakeTables() {
    return read(
        List.of("AWS::Glue::Table"), (resource, properties) -> LakeTableReader.read(properties));
  }

  /** The S3 buckets. */
  public List<Bucket> buckets() {
    return read(
        List.of("AWS::S3::Bucket"),
        (resource, properties) -> new Bucket(resource.logicalId(), properties.name()));
  }

  /** The secrets, each with its value or the way to make one. */
  public List<Secret> secrets() {
    return read(
        List.of("AWS::SecretsManager::Secret"),
        (resource, properties) -> DataReader.secret(properties, expressions.ref(resource)));
  }

  /** The Managed Flink applications. */
  public List<StreamingApplication> streamingApplications() {
    StreamingReader reader = new StreamingReader(expressions, substitutions);
    return read(
        List.of("AWS::KinesisAnalyticsV2::Application"),
        (resource, properties) -> reader.application(properties));
  }

  /** The MSK clusters. */
  public List<KafkaCluster> kafkaClusters() {
    StreamingReader reader = new StreamingReader(expressions, substitutions);
    return read(List.of("AWS::MSK::Cluster"), (resource, properties) -> reader.cluster(properties));
  }

  /** The Kinesis streams, all of which must be on demand. */
  public List<KinesisStream> kinesisStreams() {
    return read(
        List.of("AWS::Kinesis::Stream"),
        (resource, properties) -> ConnectReader.stream(properties));
  }

  /** The connectors of MSK Connect. */
  public List<KafkaConnector> kafkaConnectors() {
    ConnectReader reader = new ConnectReader(expressions);
    return read(
        List.of("AWS::KafkaConnect::Connector"),
        (resource, properties) -> reader.connector(properties));
  }

  /** The queues, all of which must be standard ones. */
  public List<Queue> queues() {
    return read(
        List.of("AWS::SQS::Queue"),
        (resource, properties) ->
            QueueReader.read(properties, expressions.arn(resource), expressions.ref(resource)));
  }

  /** The event source mappings that are enabled, but those of SQS; all must be of MSK. */
  public List<KafkaEventSourceMapping> kafkaEventSources() {
    EventSourceReader reader = new EventSourceReader(substitutions, functions());
    return enabledEventSources()
        .filter(mapping -> !SqsEventSourceReader.isOfSqs(mapping))
        .map(reader::read)
        .toList();
  }

  /** The event source mappings of SQS that are enabled. */
  public List<SqsEventSourceMapping> sqsEventSources() {
    SqsEventSourceReader reader = new SqsEventSourceReader(functions(), queues());
    return enabledEventSources().filter(SqsEventSourceReader::isOfSqs).map(reader::read).toList();
  }

  private Stream<Properties> enabledEventSources() {
    return assembly.resources(List.of("AWS::Lambda::EventSourceMapping")).stream()
        .map(resource -> Properties.of(expressions, resource))
        .filter(EventSourceReader::isEnabled);
  }

  /** The rules that are enabled, all of which must invoke a function at a rate. */
  public List<ScheduledRule> scheduledRules() {
    ScheduleReader reader =
        new ScheduleReader(
            functions().stream().map(LambdaFunction::name).collect(Collectors.toSet()));
    return assembly.resources(List.of("AWS::Events::Rule")).stream()
        .map(resource -> Properties.of(expressions, resource))
        .filter(ScheduleReader::isEnabled)
        .flatMap(rule -> reader.read(rule).stream())
        .toList();
  }

  /** The Kubernetes Deployments. */
  public List<ContainerDeployment> containerDeployments() {
    return new KubernetesReader(assembly, expressions, substitutions).deployments();
  }

  /** The custom resources of a type that functions of ours provide, such as Custom::KafkaTopic. */
  public List<CustomResource> customResources(String type) {
    return read(
        List.of(type),
        (resource, properties) ->
            new CustomResource(
                resource.stack().name(),
                resource.logicalId(),
                type,
                HttpApiReader.functionName(resource, properties.text("ServiceToken")),
                (ObjectNode) expressions.resolve(resource, resource.properties())));
  }

  /** The static sites. */
  public List<WebSite> webSites() {
    WebSiteReader reader = new WebSiteReader(assembly, expressions);
    return read(
        List.of("AWS::CloudFront::Distribution"),
        (resource, properties) -> reader.read(properties));
  }

  private <T> List<T> read(List<String> types, BiFunction<Resource, Properties, T> reader) {
    return assembly.resources(types).stream()
        .map(resource -> reader.apply(resource, Properties.of(expressions, resource)))
        .toList();
  }
}
