package com.acme.analytics.functions.provisioning.cloudformation;

import java.io.InputStream;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What CloudFormation asks for.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref-requests.html">request
 *     objects</a>
 * @param responseUrl where the answer is put; whoever knows it can answer, so it is never logged
 * @param physicalId empty when the resource is to be created
 */
record CustomResourceRequest(
    Type type,
    String requestId,
    URI responseUrl,
    String stackId,
    String logicalId,
    Optional<String> physicalId,
    ResourceProperties properties,
    ResourceProperties oldProperties) {
  enum Type {
    CREATE,
    UPDATE,
    DELETE
  }

  static CustomResourceRequest read(InputStream json) {
    JsonNode request = JsonMapper.shared().readTree(json);
    return new CustomResourceRequest(
        Type.valueOf(text(request, "RequestType").toUpperCase(Locale.ROOT)),
        text(request, "RequestId"),
        URI.create(text(request, "ResponseURL")),
        text(request, "StackId"),
        text(request, "LogicalResourceId"),
        Optional.ofNullable(request.path("PhysicalResourceId").asString(null)),
        new ResourceProperties(request.path("ResourceProperties")),
        new ResourceProperties(request.path("OldResourceProperties")));
  }

  private static String text(JsonNode request, String name) {
    return request
        .path(name)
        .asStringOpt()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    name + ": missing (expected: as in a request of CloudFormation)"));
  }
}
