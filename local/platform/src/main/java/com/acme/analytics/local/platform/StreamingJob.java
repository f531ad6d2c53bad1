package com.acme.analytics.local.platform;

import com.acme.analytics.local.emulation.model.StreamingApplication;
import com.acme.analytics.local.supervisor.Engine;
import com.acme.analytics.local.supervisor.FlinkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * The Managed Flink application on this machine's Flink: the same jar, given its property groups in
 * the file that Managed Flink's runtime reads.
 */
record StreamingJob(Home home, Ports ports) {

  /** The engines that run the application. */
  List<Engine> engines(StreamingApplication application, Map<String, String> aws)
      throws IOException {
    Map<String, String> environment = new HashMap<>(aws);
    environment.put("ACME_APPLICATION_PROPERTIES", writeProperties(application).toString());
    FlinkCluster flink =
        new FlinkCluster(ports.flinkRest(), ports.flinkRpc(), application.code(), environment);
    return List.of(flink.jobManager(), flink.taskManager());
  }

  private Path writeProperties(StreamingApplication application) throws IOException {
    ArrayNode groups = JsonMapper.shared().createArrayNode();
    application
        .propertyGroups()
        .forEach(
            (id, properties) ->
                groups
                    .addObject()
                    .put("PropertyGroupId", id)
                    .set("PropertyMap", JsonMapper.shared().valueToTree(properties)));
    return Files.writeString(home.run("application_properties.json"), groups.toString());
  }
}
