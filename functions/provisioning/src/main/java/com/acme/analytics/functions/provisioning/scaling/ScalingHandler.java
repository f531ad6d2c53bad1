package com.acme.analytics.functions.provisioning.scaling;

import com.acme.analytics.functions.provisioning.scaling.StreamingApplication.BusyException;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kinesisanalyticsv2.KinesisAnalyticsV2Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The resource behind a scalable target of the namespace {@code custom-resource}: {@code GET} and
 * {@code PATCH /scalableTargetDimensions/{scalableTargetDimensionId}}, over a REST API with proxy
 * integration.
 *
 * @see <a href="https://github.com/aws/aws-auto-scaling-custom-resource">the interface that
 *     Application Auto Scaling asks for</a>
 */
public final class ScalingHandler implements RequestStreamHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ScalingHandler.class);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final String id;
  private final StreamingApplication application;

  /** As Lambda makes it: configured by the environment. */
  public ScalingHandler() {
    this(ScalingConfig.from(System.getenv()));
  }

  private ScalingHandler(ScalingConfig config) {
    this(
        config.application(),
        new ManagedFlinkApplication(
            KinesisAnalyticsV2Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build(),
            config.application()));
  }

  ScalingHandler(String id, StreamingApplication application) {
    this.id = id;
    this.application = application;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) {
    JsonNode request = JSON.readTree(input);
    Answer answer = answer(request);
    JSON.writeValue(
        output,
        Map.of(
            "statusCode", answer.status(),
            "headers", Map.of("Content-Type", "application/json"),
            "body", JSON.writeValueAsString(answer.body())));
  }

  private Answer answer(JsonNode request) {
    String asked = request.at("/pathParameters/scalableTargetDimensionId").asString("");
    if (!asked.equals(id)) {
      return error(404, "scalableTargetDimensionId: \"%s\" (expected: %s)".formatted(asked, id));
    }
    return switch (request.path("httpMethod").asString("")) {
      case "GET" -> described();
      case "PATCH" -> changed(body(request));
      default -> error(400, "method: expected GET or PATCH");
    };
  }

  private Answer changed(JsonNode update) {
    JsonNode desired = update.path("desiredCapacity");
    // Capacities are numbers with a fraction by the interface; subtasks are whole.
    if (!desired.isNumber() || desired.asDouble() < 1 || desired.asDouble() % 1 != 0) {
      return error(400, "desiredCapacity: %s (expected: a whole number > 0)".formatted(desired));
    }
    int parallelism = (int) desired.asDouble();
    try {
      application.scaleTo(parallelism);
    } catch (BusyException e) {
      LOG.info("{} is not scaled to {} now", id, parallelism, e);
      return error(429, e.getMessage());
    }
    LOG.info("{} is scaled to {}", id, parallelism);
    return described();
  }

  private Answer described() {
    StreamingApplication.Size size = application.size();
    return new Answer(
        200,
        Map.of(
            "scalableTargetDimensionId",
            id,
            "version",
            "1.0",
            "resourceName",
            id,
            "dimensionName",
            "parallelism",
            "actualCapacity",
            (double) size.running(),
            "desiredCapacity",
            (double) size.desired(),
            "scalingStatus",
            size.progress().status()));
  }

  private static JsonNode body(JsonNode request) {
    String body = request.path("body").asString("{}");
    if (request.path("isBase64Encoded").asBoolean(false)) {
      body = new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
    }
    return JSON.readTree(body);
  }

  private static Answer error(int status, String message) {
    return new Answer(status, Map.of("message", message));
  }

  private record Answer(int status, Map<String, ?> body) {}
}
