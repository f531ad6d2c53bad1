package com.acme.analytics.local.emulation.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.local.emulation.model.KafkaEventSourceMapping;
import com.acme.analytics.local.emulation.model.KafkaEventSourceMapping.StartingPosition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventSourceReaderTest {
  private static final String CLUSTER_AND_FUNCTION =
      """
      'Cluster': {'Type': 'AWS::MSK::Cluster', 'Properties': {'ClusterName': 'acme-dev'}},
      'Layer': {'Type': 'AWS::Lambda::LayerVersion', 'Properties': {'LayerName': 'geo'}},
      'Archive': {'Type': 'AWS::Lambda::Function', 'Properties': {
        'FunctionName': 'acme-dev-archive', 'Handler': 'H', 'Runtime': 'java25',
        'Layers': [{'Ref': 'Layer'}], 'Code': {'S3Key': 'code.jar'}, %s}}
      """;

  @Test
  void aMappingIsReadWithItsClusterItsFunctionAndItsGroup() {
    KafkaEventSourceMapping mapping =
        mapping(
            """
            'FunctionName': {'Fn::GetAtt': ['Archive', 'Arn']}, 'BatchSize': 500,
            'MaximumBatchingWindowInSeconds': 2, 'StartingPosition': 'LATEST',
            'AmazonManagedKafkaEventSourceConfig': {'ConsumerGroupId': 'acme-archive'},
            """);

    assertThat(mapping.functionName()).isEqualTo("acme-dev-archive");
    assertThat(mapping.clusterArn()).startsWith("arn:aws:kafka:eu-west-1:000000000000:cluster/");
    assertThat(mapping.bootstrapServers()).isEqualTo("127.0.0.1:18102");
    assertThat(mapping.topics()).containsExactly("events.rejected");
    assertThat(mapping.consumerGroup()).isEqualTo("acme-archive");
    assertThat(mapping.batchSize()).isEqualTo(500);
    assertThat(mapping.batchingWindow()).isEqualTo(Duration.ofSeconds(2));
    assertThat(mapping.startingPosition()).isEqualTo(StartingPosition.LATEST);
  }

  @Test
  void whatAMappingLeavesOutIsLambdasDefault() {
    KafkaEventSourceMapping mapping =
        mapping("'FunctionName': {'Ref': 'Archive'}, 'StartingPosition': 'TRIM_HORIZON',");

    assertThat(mapping.batchSize()).isEqualTo(100);
    assertThat(mapping.batchingWindow()).isEqualTo(Duration.ofMillis(500));
    assertThat(mapping.consumerGroup()).isEqualTo("Mapping");
  }

  @Test
  void aMappingThatIsNotEnabledIsLeftOut() {
    assertThat(mappings("'Enabled': false,")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'FunctionName': 'other', 'StartingPosition': 'LATEST',",
        "'FunctionName': {'Ref': 'Archive'}, 'StartingPosition': 'AT_TIMESTAMP',",
        "'FunctionName': {'Ref': 'Archive'}, 'StartingPosition': 'LATEST', 'FilterCriteria': {},"
      })
  void aMappingThatCannotBeRunFails(String properties) {
    assertThatThrownBy(() -> mappings(properties))
        .isInstanceOf(AssemblyException.class)
        .hasMessageContaining("Mapping")
        .hasMessageContaining("expected");
  }

  @Test
  void aVariableThatLeadsIntoALayerIsSubstitutedOrFails() {
    assertThat(
            environment("'Environment': {'Variables': {'ACME_GEO_DATABASE': '/opt'}}")
                .functions()
                .getFirst()
                .environment())
        .isEqualTo(Map.of("ACME_GEO_DATABASE", "/checkout/geo"));
    assertThatThrownBy(
            () -> environment("'Environment': {'Variables': {'OTHER': '/opt/x'}}").functions())
        .isInstanceOf(AssemblyException.class)
        .hasMessageContaining("OTHER: /opt/x");
  }

  private static KafkaEventSourceMapping mapping(String properties) {
    return mappings(properties).getFirst();
  }

  private static List<KafkaEventSourceMapping> mappings(String properties) {
    return environment(
            """
            'Timeout': 60}},
            'Mapping': {'Type': 'AWS::Lambda::EventSourceMapping', 'Properties': {
              %s 'EventSourceArn': {'Ref': 'Cluster'}, 'Topics': ['events.rejected']
            """
                .formatted(properties))
        .kafkaEventSources();
  }

  private static LocalEnvironment environment(String more) {
    return TestStack.environment(CLUSTER_AND_FUNCTION.formatted(more), Map.of());
  }
}
