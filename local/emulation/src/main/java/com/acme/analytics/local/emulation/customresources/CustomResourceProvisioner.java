package com.acme.analytics.local.emulation.customresources;

import com.acme.analytics.local.emulation.apigateway.FunctionInvoker;
import com.acme.analytics.local.emulation.lambda.InvokeResult;
import com.acme.analytics.local.emulation.model.CustomResource;
import com.acme.analytics.local.emulation.model.LocalAccount;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs custom resources through their functions, as CloudFormation does: an event with the URL to
 * PUT the answer to.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref.html">the
 *     protocol</a>
 */
public final class CustomResourceProvisioner implements AutoCloseable {
  private static final int THROTTLED = 429;

  /** Lambda begins with a second; nobody waits for that here. */
  private static final Duration THROTTLE_DELAY = Duration.ofMillis(100);

  private final FunctionInvoker invoker;
  private final CustomResourceState state;
  private final Duration timeout;
  private final AnswerServer answers = new AnswerServer();

  /** What was done for a resource. */
  public enum Outcome {
    /** It is new. */
    CREATED,
    /** Its properties have changed. */
    UPDATED,
    /** Its properties are those of the last time, so its function was not asked. */
    UNCHANGED
  }

  /**
   * Opens the server for answers.
   *
   * @param stateDirectory keeps ids and properties, so that the next time is an update
   * @param timeout how long a function may take to answer
   */
  public CustomResourceProvisioner(FunctionInvoker invoker, Path stateDirectory, Duration timeout) {
    this.invoker = invoker;
    this.state = new CustomResourceState(stateDirectory);
    this.timeout = timeout;
  }

  /**
   * Creates or updates a resource.
   *
   * @throws CustomResourceException with the function's reason where it fails
   */
  public Outcome apply(CustomResource resource) {
    ObjectNode properties = (ObjectNode) asTexts(resource.properties());
    Optional<CustomResourceState.Deployed> before = state.read(resource);
    if (before.filter(deployed -> deployed.properties().equals(properties)).isPresent()) {
      return Outcome.UNCHANGED;
    }
    String id = request(resource, before.isPresent() ? "Update" : "Create", properties, before);
    state.write(resource, new CustomResourceState.Deployed(id, properties));
    if (before.filter(deployed -> !deployed.physicalId().equals(id)).isPresent()) {
      // an update that answers with another id has replaced the resource: the old one goes
      request(resource, "Delete", before.get().properties(), before);
    }
    return before.isPresent() ? Outcome.UPDATED : Outcome.CREATED;
  }

  /** Deletes a resource, if it was created. */
  public void delete(CustomResource resource) {
    Optional<CustomResourceState.Deployed> before = state.read(resource);
    if (before.isPresent()) {
      request(resource, "Delete", before.get().properties(), before);
      state.delete(resource);
    }
  }

  @Override
  public void close() {
    answers.close();
  }

  private String request(
      CustomResource resource,
      String requestType,
      ObjectNode properties,
      Optional<CustomResourceState.Deployed> before) {
    String requestId = UUID.randomUUID().toString();
    String what = requestType + " of " + resource.stack() + "/" + resource.logicalId();
    ObjectNode event = JsonMapper.shared().createObjectNode();
    event.put("RequestType", requestType);
    event.put("RequestId", requestId);
    event.put("ResponseURL", answers.url(requestId));
    event.put("ResourceType", resource.type());
    event.put("LogicalResourceId", resource.logicalId());
    event.put(
        "StackId", LocalAccount.arn("cloudformation", "local", "stack/" + resource.stack() + "/1"));
    event.set("ServiceToken", properties.path("ServiceToken"));
    event.set("ResourceProperties", properties);
    before.ifPresent(
        deployed -> {
          event.put("PhysicalResourceId", deployed.physicalId());
          if (requestType.equals("Update")) {
            event.set("OldResourceProperties", deployed.properties());
          }
        });
    JsonNode answer = ask(resource, requestId, what, event);
    if (!answer.path("Status").asString("").equals("SUCCESS")) {
      throw new CustomResourceException(
          what + " failed: " + answer.path("Reason").asString("no reason given"));
    }
    String id = answer.path("PhysicalResourceId").asString("");
    if (id.isEmpty()) {
      throw new CustomResourceException(what + ": PhysicalResourceId: absent (expected: a value)");
    }
    return id;
  }

  private JsonNode ask(CustomResource resource, String requestId, String what, ObjectNode event) {
    CompletableFuture<JsonNode> answer = answers.expect(requestId);
    CompletableFuture<JsonNode> failure =
        invoke(resource, JsonMapper.shared().writeValueAsBytes(event), what, answer);
    try {
      return (JsonNode)
          CompletableFuture.anyOf(answer, failure)
              .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
              .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof CustomResourceException failed) {
        throw failed;
      }
      throw new CustomResourceException(
          "%s: no answer (expected: one within %d s): %s"
              .formatted(what, timeout.toSeconds(), e.getCause()));
    } finally {
      answers.forget(requestId);
      // Ends the tries of an invocation that is still throttled.
      answer.cancel(true);
    }
  }

  /**
   * CloudFormation invokes asynchronously, and Lambda tries such an invocation again when it is
   * throttled: a function with one reserved environment serves one resource after another.
   */
  private CompletableFuture<JsonNode> invoke(
      CustomResource resource, byte[] event, String what, CompletableFuture<JsonNode> answer) {
    return invoker
        .invoke(resource.functionName(), event)
        .thenCompose(
            result ->
                result instanceof InvokeResult.Refused refused
                        && refused.status() == THROTTLED
                        && !answer.isDone()
                    ? CompletableFuture.supplyAsync(
                            () -> event,
                            CompletableFuture.delayedExecutor(
                                THROTTLE_DELAY.toMillis(), TimeUnit.MILLISECONDS))
                        .thenCompose(again -> invoke(resource, again, what, answer))
                    : failureOf(result, what));
  }

  /** A function that ends well may have answered already, or leaves it to another. */
  private static CompletableFuture<JsonNode> failureOf(InvokeResult result, String what) {
    return switch (result) {
      case InvokeResult.Success ignored -> new CompletableFuture<>();
      case InvokeResult.FunctionError error ->
          CompletableFuture.failedFuture(
              new CustomResourceException(
                  what + " failed: " + new String(error.payload(), StandardCharsets.UTF_8)));
      case InvokeResult.Refused refused ->
          CompletableFuture.failedFuture(
              new CustomResourceException(what + " failed: " + refused.message()));
    };
  }

  /** CloudFormation gives a function every number and boolean as a text. */
  private static JsonNode asTexts(JsonNode value) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (value.isObject()) {
      ObjectNode object = json.objectNode();
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        object.set(entry.getKey(), asTexts(entry.getValue()));
      }
      return object;
    }
    if (value.isArray()) {
      ArrayNode array = json.arrayNode();
      value.values().forEach(element -> array.add(asTexts(element)));
      return array;
    }
    return json.stringNode(value.asString());
  }
}
