package com.acme.analytics.functions.provisioning.cloudformation;

import com.acme.analytics.functions.provisioning.cloudformation.CustomResource.Provisioned;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers CloudFormation for a custom resource: it runs what is asked for and puts the outcome to
 * the request's URL. Whatever goes wrong becomes FAILED with the reason, since CloudFormation waits
 * an hour for an answer that never comes.
 *
 * <p>Powertools' AbstractCustomResourceHandler was not taken: it answers a failure with the name of
 * the log stream instead of the reason, and it is a handler of objects to inherit from.
 */
public final class CustomResourceProtocol {
  private static final Logger LOG = LoggerFactory.getLogger(CustomResourceProtocol.class);

  /** The whole answer may have 4,096 bytes. */
  private static final int REASON_CHARACTERS = 1_000;

  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);

  /**
   * A resource that could not be created still gets a physical id, and its deletion is asked for
   * when the stack rolls back. This prefix tells that there is nothing of ours to delete, even when
   * something else of the wanted name exists.
   */
  private static final String NOTHING_CREATED = "nothing-created-";

  private final CustomResource resource;
  private final HttpClient http;

  public CustomResourceProtocol(CustomResource resource, HttpClient http) {
    this.resource = resource;
    this.http = http;
  }

  /**
   * Serves one request.
   *
   * @throws UncheckedIOException when the answer can't be delivered; Lambda then invokes again
   */
  public void serve(InputStream json) {
    CustomResourceRequest request = CustomResourceRequest.read(json);
    ObjectNode answer = answer(request);
    LOG.info(
        "{} of {}: {} {}",
        request.type(),
        request.logicalId(),
        answer.path("Status").asString(),
        answer.path("Reason").asString(""));
    deliver(request, answer);
  }

  private ObjectNode answer(CustomResourceRequest request) {
    ObjectNode answer =
        JsonMapper.shared()
            .createObjectNode()
            .put("StackId", request.stackId())
            .put("RequestId", request.requestId())
            .put("LogicalResourceId", request.logicalId());
    try {
      Provisioned provisioned = run(request);
      answer.put("Status", "SUCCESS").put("PhysicalResourceId", provisioned.physicalId());
      ObjectNode data = answer.putObject("Data");
      provisioned.attributes().forEach(data::put);
    } catch (RuntimeException e) {
      LOG.error("{} of {} failed", request.type(), request.logicalId(), e);
      answer
          .put("Status", "FAILED")
          .put("Reason", reason(e))
          .put(
              "PhysicalResourceId",
              request.physicalId().orElse(NOTHING_CREATED + request.requestId()));
    }
    return answer;
  }

  private Provisioned run(CustomResourceRequest request) {
    if (request.type() == CustomResourceRequest.Type.CREATE) {
      return resource.create(request.properties());
    }
    String physicalId =
        request
            .physicalId()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "PhysicalResourceId: missing (expected: with " + request.type() + ")"));
    if (request.type() == CustomResourceRequest.Type.UPDATE) {
      return resource.update(physicalId, request.properties(), request.oldProperties());
    }
    if (!physicalId.startsWith(NOTHING_CREATED)) {
      resource.delete(physicalId, request.properties());
    }
    return new Provisioned(physicalId, Map.of());
  }

  private static String reason(RuntimeException e) {
    String reason = e.getMessage() == null ? e.getClass().getName() : e.getMessage();
    return reason.length() <= REASON_CHARACTERS ? reason : reason.substring(0, REASON_CHARACTERS);
  }

  /** Without a content type, because the URL is signed for a request that has none. */
  private void deliver(CustomResourceRequest request, ObjectNode answer) {
    HttpRequest put =
        HttpRequest.newBuilder(request.responseUrl())
            .timeout(ANSWER_TIMEOUT)
            .PUT(BodyPublishers.ofString(answer.toString()))
            .build();
    HttpResponse<Void> response;
    try {
      response = http.send(put, BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException("answer to " + request.requestId() + " not delivered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted before the answer was delivered", e);
    }
    if (response.statusCode() != 200) {
      throw new UncheckedIOException(
          new IOException(
              "answer to %s not taken: status %d (expected: 200)"
                  .formatted(request.requestId(), response.statusCode())));
    }
  }
}
