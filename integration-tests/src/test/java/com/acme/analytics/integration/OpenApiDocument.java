package com.acme.analytics.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.integration.platform.AcmeCommand;
import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The OpenAPI document that customers read, held against what is said over the wire. */
final class OpenApiDocument {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int REFUSED = 400;
  private static final Set<String> CODES =
      Arrays.stream(ErrorCode.values()).map(ErrorCode::code).collect(Collectors.toSet());

  private final OpenAPI document;
  private final OpenApiInteractionValidator validator;

  private OpenApiDocument(String text) {
    this.document = new OpenAPIV3Parser().readContents(text).getOpenAPI();
    this.validator = OpenApiInteractionValidator.createForInlineApiSpecification(text).build();
  }

  /** Reads the checkout's. */
  static OpenApiDocument read() {
    try {
      return new OpenApiDocument(
          Files.readString(AcmeCommand.checkout().resolve("docs/formats/openapi.yaml")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its operations as API Gateway writes routes, for example {@code GET /v2/schemas/{event}}. */
  Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    document
        .getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .keySet()
                    .forEach(method -> operations.add(method.name() + ' ' + path)));
    return operations;
  }

  /** An answer is as documented, and a request that was not refused is one that is documented. */
  void check(ApiExchange request, HttpResponse<String> answer) {
    if (answer.statusCode() < REFUSED) {
      assertThat(errors(validator.validateRequest(asRequest(request))))
          .as("%s, which was answered %d", request.operation(), answer.statusCode())
          .isEmpty();
    }
    ValidationReport report =
        validator.validateResponse(
            request.path(), Request.Method.valueOf(request.method()), asResponse(answer));
    assertThat(errors(report))
        .as("%s: %d %s", request.operation(), answer.statusCode(), answer.body())
        .isEmpty();
    assertThat(CODES).containsAll(JSON.readTree(answer.body()).findValuesAsString("code"));
  }

  /** The code of a problem document; empty for another answer. */
  static String codeOf(HttpResponse<String> answer) {
    JsonNode json = JSON.readTree(answer.body());
    return json.path("code").asString("");
  }

  private static SimpleRequest asRequest(ApiExchange request) {
    SimpleRequest.Builder builder = new SimpleRequest.Builder(request.method(), request.path());
    request.headers().forEach(builder::withHeader);
    // The validator knows no parameters that are arrays in OpenAPI 3.1.
    request.query().entrySet().stream()
        .filter(parameter -> !parameter.getKey().equals("filter"))
        .forEach(parameter -> builder.withQueryParam(parameter.getKey(), parameter.getValue()));
    return request.body().isEmpty() ? builder.build() : builder.withBody(request.body()).build();
  }

  private static SimpleResponse asResponse(HttpResponse<String> answer) {
    SimpleResponse.Builder builder = SimpleResponse.Builder.status(answer.statusCode());
    answer.headers().map().forEach(builder::withHeader);
    return builder.withBody(answer.body()).build();
  }

  private static List<String> errors(ValidationReport report) {
    return report.getMessages().stream()
        .filter(message -> message.getLevel() == Level.ERROR)
        .map(ValidationReport.Message::getMessage)
        .toList();
  }
}
