package com.acme.analytics.local.emulation.customresources;

import com.acme.analytics.local.emulation.apigateway.FunctionInvoker;
import com.acme.analytics.local.emulation.lambda.InvokeResult;
import com.acme.analytics.local.emulation.model.CustomResource;
import com.acme.analytics.local.emulation.model.LocalAccount;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates and updates custom resources as CloudFormation does: it invokes the resource's function
 * and awaits the answer at the request's {@code ResponseURL}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref.html">requests
 *     and responses</a>
 */
public final class CustomResourceService implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final FunctionInvoker invoker;
  private final Path records;
  private final Server responses;
  private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();

  /**
   * Opens the service.
   *
   * @param records a folder that keeps what was provisioned, for later updates
   */
  public CustomResourceService(FunctionInvoker invoker, Path records) throws IOException {
    this.invoker = invoker;
    this.records = Files.createDirectories(records);
    this.responses =
        Server.builder()
            .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .service(
                "/{request}",
                (context, request) ->
                    HttpResponse.of(
                        request
                            .aggregate()
                            .thenApply(
                                body -> answered(context.pathParam("request"), body.contentUtf8()))))
            .build();
    responses.start().join();
  }

  /**
   * Creates the resource, or updates it when its properties have changed since.
   *
   * @throws CustomResourceException when its function fails, refuses or doesn't answer in time
   */
  public void apply(CustomResource resource) throws IOException, InterruptedException {
    Path record = records.resolve(resource.stack() + "." + resource.logicalId() + ".json");
    if (!Files.exists(record)) {
      provision(resource, request(resource, "Create"), record);
      return;
    }
    JsonNode earlier = JsonMapper.shared().readTree(record.toFile());
    if (!earlier.get("Properties").equals(resource.properties())) {
      ObjectNode request = request(resource, "Update");
      request.set("PhysicalResourceId", earlier.get("PhysicalResourceId"));
      request.set("OldResourceProperties", earlier.get("Properties"));
      provision(resource, request, record);
    }
  }

  private void provision(CustomResource resource, ObjectNode request, Path record)
      throws IOException, InterruptedException {
    JsonNode answer = send(resource, request);
    if (!answer.path("Status").asString("").equals("SUCCESS")) {
      throw new CustomResourceException(
          "%s: %s".formatted(resource.logicalId(), answer.path("Reason").asString("no reason")));
    }
    ObjectNode provisioned = JsonMapper.shared().createObjectNode();
    provisioned.set("PhysicalResourceId", answer.get("PhysicalResourceId"));
    provisioned.set("Properties", resource.properties());
    Files.writeString(record, provisioned.toString());
  }

  private JsonNode send(CustomResource resource, ObjectNode request) throws InterruptedException {
    String id = request.get("RequestId").asString();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    awaited.put(id, answer);
    try {
      invoker
          .invoke(resource.functionName(), request.toString().getBytes(StandardCharsets.UTF_8))
          .thenAccept(result -> failUnlessRun(answer, result));
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new CustomResourceException(
          resource.logicalId() + ": no answer within " + PATIENCE, e);
    } catch (ExecutionException e) {
      throw new CustomResourceException(
          resource.logicalId() + ": " + e.getCause().getMessage(), e.getCause());
    } finally {
      awaited.remove(id);
    }
  }

  /** A function that failed never answers; CloudFormation would wait for an hour. */
  private static void failUnlessRun(CompletableFuture<JsonNode> answer, InvokeResult result) {
    switch (result) {
      case InvokeResult.Success success -> {
        // The answer itself comes to the response address.
      }
      case InvokeResult.FunctionError error ->
          answer.completeExceptionally(
              new CustomResourceException(new String(error.payload(), StandardCharsets.UTF_8)));
      case InvokeResult.Refused refused ->
          answer.completeExceptionally(new CustomResourceException(refused.message()));
    }
  }

  private HttpResponse answered(String request, String body) {
    CompletableFuture<JsonNode> answer = awaited.get(request);
    if (answer == null) {
      return HttpResponse.of(HttpStatus.FORBIDDEN);
    }
    answer.complete(JsonMapper.shared().readTree(body));
    return HttpResponse.of(HttpStatus.OK);
  }

  private ObjectNode request(CustomResource resource, String type) {
    String id = UUID.randomUUID().toString();
    ObjectNode request =
        JsonMapper.shared()
            .createObjectNode()
            .put("RequestType", type)
            .put("RequestId", id)
            .put("ResponseURL", "http://127.0.0.1:" + responses.activeLocalPort() + "/" + id)
            .put(
                "StackId",
                LocalAccount.arn("cloudformation", "local", "stack/" + resource.stack() + "/0"))
            .put("ResourceType", resource.type())
            .put("LogicalResourceId", resource.logicalId());
    request.set("ResourceProperties", resource.properties());
    return request;
  }

  @Override
  public void close() {
    responses.stop().join();
  }
}
