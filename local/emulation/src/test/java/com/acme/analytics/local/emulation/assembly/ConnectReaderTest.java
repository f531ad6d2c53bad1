package com.acme.analytics.local.emulation.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.local.emulation.model.KafkaConnector;
import com.acme.analytics.local.emulation.model.KinesisStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConnectReaderTest {
  private static final String PLUGIN =
      "{'CustomPlugin': {'CustomPluginArn': {'Fn::GetAtt': ['Plugin', 'CustomPluginArn']}}}";

  @Test
  void aConnectorIsReadWithItsPlugInAndTheNameOfItsStream() {
    assertThat(environment("'ON_DEMAND'", PLUGIN).kafkaConnectors())
        .containsExactly(
            new KafkaConnector(
                "Connector",
                "acme-dev-kinesis-dev",
                Path.of("code.jar"),
                Map.of("customer", "dev", "kinesis.stream", "acme-dev-events-dev")));
  }

  @Test
  void aConnectorOfAPlugInFromElsewhereFails() {
    String elsewhere = "{'CustomPlugin': {'CustomPluginArn': 'arn:aws:kafkaconnect:other'}}";

    assertThatThrownBy(() -> environment("'ON_DEMAND'", elsewhere).kafkaConnectors())
        .isInstanceOf(AssemblyException.class)
        .hasMessageContaining("arn:aws:kafkaconnect:other (expected: a plug-in");
  }

  @Test
  void aConnectorOfTwoPlugInsFails() {
    LocalEnvironment environment = environment("'ON_DEMAND'", PLUGIN + "," + PLUGIN);

    assertThatThrownBy(environment::kafkaConnectors)
        .isInstanceOf(AssemblyException.class)
        .hasMessageContaining("Plugins: 2 (expected: 1)");
  }

  @Test
  void aStreamOnDemandIsRead() {
    assertThat(environment("'ON_DEMAND'", PLUGIN).kinesisStreams())
        .containsExactly(new KinesisStream("Stream", "acme-dev-events-dev"));
  }

  @Test
  void aStreamOfShardsFails() {
    LocalEnvironment environment = environment("'PROVISIONED'", PLUGIN);

    assertThatThrownBy(environment::kinesisStreams)
        .isInstanceOf(AssemblyException.class)
        .hasMessageContaining("StreamMode: PROVISIONED (expected: ON_DEMAND");
  }

  private static LocalEnvironment environment(String mode, String plugIns) {
    return TestStack.environment(
        """
        'Stream': {'Type': 'AWS::Kinesis::Stream', 'Properties': {
          'Name': 'acme-dev-events-dev', 'StreamModeDetails': {'StreamMode': %s}}},
        'Plugin': {'Type': 'AWS::KafkaConnect::CustomPlugin', 'Properties': {
          'Name': 'acme-dev-source', 'ContentType': 'ZIP',
          'Location': {'S3Location': {'FileKey': 'code.jar'}}}},
        'Connector': {'Type': 'AWS::KafkaConnect::Connector', 'Properties': {
          'ConnectorName': 'acme-dev-kinesis-dev',
          'ConnectorConfiguration': {'customer': 'dev', 'kinesis.stream': {'Ref': 'Stream'}},
          'Plugins': [%s]}}
        """
            .formatted(mode, plugIns),
        Map.of());
  }
}
