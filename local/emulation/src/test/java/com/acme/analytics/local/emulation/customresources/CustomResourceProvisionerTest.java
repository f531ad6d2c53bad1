package com.acme.analytics.local.emulation.customresources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.local.emulation.lambda.InvokeResult;
import com.acme.analytics.local.emulation.model.CustomResource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CustomResourceProvisionerTest {
  @TempDir Path directory;
  private final List<JsonNode> events = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private String answer = "{\"Status\":\"SUCCESS\",\"PhysicalResourceId\":\"topic-1\"}";
  private int throttled;
  private CustomResourceProvisioner provisioner;

  @BeforeEach
  void open() {
    provisioner = new CustomResourceProvisioner(this::invoke, directory, Duration.ofSeconds(20));
  }

  @AfterEach
  void close() {
    provisioner.close();
    client.close();
  }

  @Test
  void aNewResourceIsCreatedWithEveryPropertyAsText() {
    assertThat(provisioner.apply(topic(6))).isEqualTo(CustomResourceProvisioner.Outcome.CREATED);

    JsonNode event = events.getFirst();
    assertThat(event.path("RequestType").asString()).isEqualTo("Create");
    assertThat(event.path("ResourceType").asString()).isEqualTo("Custom::KafkaTopic");
    assertThat(event.path("LogicalResourceId").asString()).isEqualTo("Topic");
    assertThat(event.path("StackId").asString()).startsWith("arn:aws:cloudformation:");
    assertThat(event.path("ResourceProperties").toString()).isEqualTo("{\"Partitions\":\"6\"}");
  }

  @Test
  void aFunctionThatIsBusyIsAskedAgain() {
    throttled = 2;

    assertThat(provisioner.apply(topic(6))).isEqualTo(CustomResourceProvisioner.Outcome.CREATED);

    assertThat(events).hasSize(3);
  }

  @Test
  void anUnchangedResourceIsLeftAloneAndAChangedOneIsUpdated() {
    provisioner.apply(topic(6));

    assertThat(provisioner.apply(topic(6))).isEqualTo(CustomResourceProvisioner.Outcome.UNCHANGED);
    assertThat(provisioner.apply(topic(12))).isEqualTo(CustomResourceProvisioner.Outcome.UPDATED);
    assertThat(events).hasSize(2);
    assertThat(events.getLast().path("PhysicalResourceId").asString()).isEqualTo("topic-1");
    assertThat(events.getLast().path("OldResourceProperties").toString())
        .isEqualTo("{\"Partitions\":\"6\"}");
  }

  @Test
  void aReplacedResourceIsDeletedUnderItsOldId() {
    provisioner.apply(topic(6));
    answer = "{\"Status\":\"SUCCESS\",\"PhysicalResourceId\":\"topic-2\"}";

    provisioner.apply(topic(12));

    assertThat(events.getLast().path("RequestType").asString()).isEqualTo("Delete");
    assertThat(events.getLast().path("PhysicalResourceId").asString()).isEqualTo("topic-1");
  }

  @Test
  void aFailureHasTheFunctionsReasonAndIsTriedAgain() {
    answer = "{\"Status\":\"FAILED\",\"Reason\":\"no broker\",\"PhysicalResourceId\":\"x\"}";
    assertThatThrownBy(() -> provisioner.apply(topic(6)))
        .isInstanceOf(CustomResourceException.class)
        .hasMessage("Create of stack/Topic failed: no broker");

    answer = "{\"Status\":\"SUCCESS\",\"PhysicalResourceId\":\"topic-1\"}";
    assertThat(provisioner.apply(topic(6))).isEqualTo(CustomResourceProvisioner.Outcome.CREATED);
  }

  @Test
  void aFunctionThatFailsOrNeverAnswersIsAFailure() {
    answer = "";
    assertThatThrownBy(() -> provisioner.apply(topic(6)))
        .isInstanceOf(CustomResourceException.class)
        .hasMessageContaining("told to fail");

    try (CustomResourceProvisioner impatient =
        new CustomResourceProvisioner(
            (function, payload) ->
                CompletableFuture.completedFuture(new InvokeResult.Success(new byte[0])),
            directory,
            Duration.ofMillis(50))) {
      assertThatThrownBy(() -> impatient.apply(topic(6)))
          .isInstanceOf(CustomResourceException.class)
          .hasMessageContaining("no answer");
    }
  }

  @Test
  void aDeletedResourceIsForgotten() {
    provisioner.apply(topic(6));

    provisioner.delete(topic(6));
    provisioner.delete(topic(6));

    assertThat(events).hasSize(2);
    assertThat(provisioner.apply(topic(6))).isEqualTo(CustomResourceProvisioner.Outcome.CREATED);
  }

  /** Stands for a function that PUTs its answer to the URL of its event. */
  private CompletableFuture<InvokeResult> invoke(String function, byte[] payload) {
    JsonNode event = JsonMapper.shared().readTree(payload);
    events.add(event);
    if (events.size() <= throttled) {
      return CompletableFuture.completedFuture(
          new InvokeResult.Refused(429, "TooManyRequestsException", "Rate Exceeded."));
    }
    if (answer.isEmpty()) {
      return CompletableFuture.completedFuture(
          new InvokeResult.FunctionError("told to fail".getBytes(StandardCharsets.UTF_8)));
    }
    return client
        .sendAsync(
            HttpRequest.newBuilder(URI.create(event.path("ResponseURL").asString()))
                .PUT(HttpRequest.BodyPublishers.ofString(answer))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .thenApply(done -> new InvokeResult.Success(new byte[0]));
  }

  private static CustomResource topic(int partitions) {
    ObjectNode properties = JsonMapper.shared().createObjectNode().put("Partitions", partitions);
    return new CustomResource("stack", "Topic", "Custom::KafkaTopic", "topics", properties);
  }
}
