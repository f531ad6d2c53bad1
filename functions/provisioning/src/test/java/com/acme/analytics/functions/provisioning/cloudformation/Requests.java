package com.acme.analytics.functions.provisioning.cloudformation;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests as CloudFormation sends them, numbers as strings and all. */
public final class Requests {
  private final URI responseUrl;

  public Requests(URI responseUrl) {
    this.responseUrl = responseUrl;
  }

  public InputStream create(Map<String, ?> properties) {
    return json(request("Create", properties));
  }

  public InputStream update(
      String physicalId, Map<String, ?> properties, Map<String, ?> oldProperties) {
    ObjectNode request = request("Update", properties).put("PhysicalResourceId", physicalId);
    request.set("OldResourceProperties", JsonMapper.shared().valueToTree(oldProperties));
    return json(request);
  }

  public InputStream delete(String physicalId, Map<String, ?> properties) {
    return json(request("Delete", properties).put("PhysicalResourceId", physicalId));
  }

  private ObjectNode request(String type, Map<String, ?> properties) {
    ObjectNode request =
        JsonMapper.shared()
            .createObjectNode()
            .put("RequestType", type)
            .put("RequestId", "unique-to-the-request")
            .put("ResponseURL", responseUrl.toString())
            .put("StackId", "arn:aws:cloudformation:eu-west-1:111111111111:stack/acme-dev/1")
            .put("LogicalResourceId", "EventsAccepted")
            .put("ResourceType", "Custom::KafkaTopic")
            .put("ServiceToken", "arn:aws:lambda:eu-west-1:111111111111:function:topics");
    request.set("ResourceProperties", JsonMapper.shared().valueToTree(properties));
    return request;
  }

  private static InputStream json(ObjectNode request) {
    return new ByteArrayInputStream(request.toString().getBytes(StandardCharsets.UTF_8));
  }
}
