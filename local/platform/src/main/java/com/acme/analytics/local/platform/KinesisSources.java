package com.acme.analytics.local.platform;

import com.acme.analytics.local.emulation.model.KafkaConnector;
import com.acme.analytics.local.supervisor.ConnectEngine;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The connectors of MSK Connect, all on one worker of this machine.
 *
 * @param connectors as declared
 * @param worker to be started
 */
record KinesisSources(List<KafkaConnector> connectors, ConnectEngine worker) {

  /**
   * The connectors on a platform's ports.
   *
   * @param aws what points an AWS SDK at this machine
   */
  static KinesisSources of(List<KafkaConnector> connectors, Ports ports, Map<String, String> aws) {
    return new KinesisSources(
        connectors,
        new ConnectEngine(
            ports.connect(),
            "127.0.0.1:" + ports.kafka(),
            connectors.stream().map(KafkaConnector::plugIn).distinct().toList(),
            aws));
  }

  /** Makes the connectors in the running worker, or changes what they are told. */
  void configure() throws IOException, InterruptedException {
    for (KafkaConnector connector : connectors) {
      worker.configure(
          connector.name(), JsonMapper.shared().writeValueAsString(connector.configuration()));
    }
  }
}
