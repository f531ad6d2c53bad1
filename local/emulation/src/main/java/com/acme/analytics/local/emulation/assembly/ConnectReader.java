package com.acme.analytics.local.emulation.assembly;

import com.acme.analytics.local.emulation.model.KafkaConnector;
import com.acme.analytics.local.emulation.model.KinesisStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads connectors of MSK Connect, which have one plug-in each, and the streams they read.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kafkaconnect-connector.html">connectors</a>
 */
final class ConnectReader {
  private final Expressions expressions;

  ConnectReader(Expressions expressions) {
    this.expressions = expressions;
  }

  /** The capacity of a local stream does not change, so one that has another than AWS's fails. */
  static KinesisStream stream(Properties stream) {
    String mode = stream.in("StreamModeDetails").optionalText("StreamMode").orElse("PROVISIONED");
    if (!mode.equals("ON_DEMAND")) {
      throw new AssemblyException(
          "%s: StreamMode: %s (expected: ON_DEMAND, nothing local does others)"
              .formatted(stream.resource(), mode));
    }
    return new KinesisStream(stream.resource().logicalId(), stream.name());
  }

  KafkaConnector connector(Properties connector) {
    List<Properties> plugIns = connector.list("Plugins");
    if (plugIns.size() != 1) {
      throw new AssemblyException(
          "%s: Plugins: %d (expected: 1)".formatted(connector.resource(), plugIns.size()));
    }
    return new KafkaConnector(
        connector.resource().logicalId(),
        connector.text("ConnectorName"),
        plugIn(connector, plugIns.getFirst().in("CustomPlugin").text("CustomPluginArn")),
        connector.in("ConnectorConfiguration").textMap());
  }

  private Path plugIn(Properties connector, String arn) {
    return expressions
        .referred(connector.resource(), "AWS::KafkaConnect::CustomPlugin", arn, "a plug-in")
        .in("Location")
        .in("S3Location")
        .asset("FileKey");
  }
}
