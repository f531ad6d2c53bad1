package com.acme.analytics.functions.provisioning.scaling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.functions.provisioning.scaling.StreamingApplication.Progress;
import com.acme.analytics.functions.provisioning.scaling.StreamingApplication.Size;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScalingHandlerTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String ID = "acme-prod-streaming";

  private final SizedApplication application = new SizedApplication(48);

  @Test
  void aResourceIsDescribedAsApplicationAutoScalingReadsIt() {
    JsonNode answer = send("GET", ID, null, false);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(body(answer))
        .isEqualTo(
            JSON.readTree(
                """
                {"scalableTargetDimensionId": "acme-prod-streaming", "version": "1.0",
                 "resourceName": "acme-prod-streaming", "dimensionName": "parallelism",
                 "actualCapacity": 48.0, "desiredCapacity": 48.0, "scalingStatus": "Successful"}
                """));
  }

  @Test
  void aChangeIsUnderWayUntilTheJobRunsAgain() {
    JsonNode answer = body(send("PATCH", ID, "{\"desiredCapacity\": 72.0}", false));

    assertThat(answer.path("actualCapacity").asInt()).isEqualTo(48);
    assertThat(answer.path("desiredCapacity").asInt()).isEqualTo(72);
    assertThat(answer.path("scalingStatus").asString()).isEqualTo("InProgress");

    application.runs();
    assertThat(body(send("GET", ID, null, false)).path("actualCapacity").asInt()).isEqualTo(72);
  }

  @Test
  void aBodyInBase64IsReadToo() {
    String body = Base64.getEncoder().encodeToString("{\"desiredCapacity\": 60}".getBytes(UTF_8));

    assertThat(body(send("PATCH", ID, body, true)).path("desiredCapacity").asInt()).isEqualTo(60);
  }

  @Test
  void whoAsksForAChangeDuringAnotherIsToAskAgain() {
    send("PATCH", ID, "{\"desiredCapacity\": 72}", false);

    JsonNode answer = send("PATCH", ID, "{\"desiredCapacity\": 96}", false);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(429);
    assertThat(application.size().desired()).isEqualTo(72);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"desiredCapacity\": 0}", "{\"desiredCapacity\": 1.5}"})
  void aCapacityThatIsNoNumberOfSubtasksIsRefused(String body) {
    JsonNode answer = send("PATCH", ID, body, false);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(body(answer).path("message").asString()).startsWith("desiredCapacity: ");
    assertThat(application.size().desired()).isEqualTo(48);
  }

  @Test
  void anotherResourceIsUnknown() {
    JsonNode answer = send("GET", "acme-prod-other", null, false);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(404);
    assertThat(body(answer).path("message").asString()).contains("acme-prod-other", ID);
  }

  private JsonNode send(String method, String id, String body, boolean base64) {
    Map<String, Object> event =
        body == null
            ? Map.of(
                "httpMethod", method, "pathParameters", Map.of("scalableTargetDimensionId", id))
            : Map.of(
                "httpMethod", method,
                "pathParameters", Map.of("scalableTargetDimensionId", id),
                "body", body,
                "isBase64Encoded", base64);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    new ScalingHandler(ID, application)
        .handleRequest(new ByteArrayInputStream(JSON.writeValueAsBytes(event)), answer, null);
    return JSON.readTree(answer.toByteArray());
  }

  private static JsonNode body(JsonNode answer) {
    return JSON.readTree(answer.path("body").asString());
  }

  /** A job that takes its time to change. */
  private static final class SizedApplication implements StreamingApplication {
    private int running;
    private int desired;

    SizedApplication(int parallelism) {
      running = parallelism;
      desired = parallelism;
    }

    void runs() {
      running = desired;
    }

    @Override
    public Size size() {
      return new Size(
          running, desired, running == desired ? Progress.SUCCESSFUL : Progress.IN_PROGRESS);
    }

    @Override
    public void scaleTo(int parallelism) throws BusyException {
      if (running != desired) {
        throw new BusyException("being changed", null);
      }
      desired = parallelism;
    }
  }
}
