package com.acme.analytics.local.emulation.assembly;

import com.acme.analytics.local.emulation.model.KafkaCluster;
import com.acme.analytics.local.emulation.model.StreamingApplication;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Reads Kafka clusters and Flink applications. */
final class StreamingReader {
  private final Expressions expressions;
  private final Substitutions substitutions;

  StreamingReader(Expressions expressions, Substitutions substitutions) {
    this.expressions = expressions;
    this.substitutions = substitutions;
  }

  StreamingApplication application(Properties application) {
    Properties configuration = application.in("ApplicationConfiguration");
    Properties flink = configuration.in("FlinkApplicationConfiguration");
    return new StreamingApplication(
        application.resource().logicalId(),
        application.name(),
        application.text("RuntimeEnvironment"),
        configuration
            .in("ApplicationCodeConfiguration")
            .in("CodeContent")
            .in("S3ContentLocation")
            .asset("FileKey"),
        propertyGroups(configuration),
        flink
            .in("ParallelismConfiguration")
            .optionalNumber("Parallelism")
            .map(OptionalInt::of)
            .orElse(OptionalInt.empty()),
        flink
            .in("CheckpointConfiguration")
            .optionalNumber("CheckpointInterval")
            .map(Integer::longValue));
  }

  private Map<String, Map<String, String>> propertyGroups(Properties configuration) {
    Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    for (Properties group : configuration.in("EnvironmentProperties").list("PropertyGroups")) {
      String id = group.text("PropertyGroupId");
      Map<String, String> properties = new LinkedHashMap<>();
      group
          .json()
          .path("PropertyMap")
          .propertyStream()
          .forEach(
              property ->
                  properties.put(
                      property.getKey(),
                      substitutions
                          .ofProperty(id, property.getKey())
                          .orElseGet(
                              () -> expressions.text(group.resource(), property.getValue()))));
      groups.put(id, properties);
    }
    return groups;
  }

  KafkaCluster cluster(Properties cluster) {
    return new KafkaCluster(
        cluster.resource().logicalId(),
        cluster.name(),
        cluster.text("KafkaVersion"),
        cluster.number("NumberOfBrokerNodes"),
        cluster.has("ConfigurationInfo")
            ? serverProperties(cluster, cluster.in("ConfigurationInfo").text("Arn"))
            : Map.of());
  }

  private Map<String, String> serverProperties(Properties cluster, String arn) {
    Properties configuration =
        expressions.referred(
            cluster.resource(), "AWS::MSK::Configuration", arn, "an MSK configuration");
    java.util.Properties properties = new java.util.Properties();
    try {
      properties.load(new StringReader(configuration.text("ServerProperties")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> sorted = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> sorted.put(key, properties.getProperty(key)));
    return sorted;
  }
}
