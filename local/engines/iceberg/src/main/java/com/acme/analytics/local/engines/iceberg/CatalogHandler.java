package com.acme.analytics.local.engines.iceberg;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.rest.responses.ErrorResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP around the catalog's routes: bodies and errors as Iceberg's REST protocol has them.
 *
 * @see <a
 *     href="https://github.com/apache/iceberg/blob/main/open-api/rest-catalog-open-api.yaml">the
 *     protocol</a>
 */
final class CatalogHandler implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogHandler.class);
  private static final int NO_CONTENT = 204;

  private final ObjectMapper json = CatalogJson.mapper();
  private final CatalogRoutes routes;

  CatalogHandler(JdbcCatalog catalog) {
    this.routes = new CatalogRoutes(catalog, json);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      String path = exchange.getRequestURI().getRawPath();
      byte[] body = exchange.getRequestBody().readAllBytes();
      try {
        Object answer = routes.answer(method, path, body);
        if (answer == CatalogRoutes.NOTHING) {
          exchange.sendResponseHeaders(NO_CONTENT, -1);
        } else {
          send(exchange, 200, answer);
        }
      } catch (IOException | RuntimeException e) {
        int status = status(e);
        if (status == 500) {
          LOG.error("{} {}", method, path, e);
        }
        if (method.equals("HEAD")) {
          exchange.sendResponseHeaders(status, -1);
        } else {
          send(exchange, status, error(status, e));
        }
      }
    }
  }

  private static int status(Exception failure) {
    return switch (failure) {
      case NoSuchNamespaceException e -> 404;
      case NoSuchTableException e -> 404;
      case AlreadyExistsException e -> 409;
      case CommitFailedException e -> 409;
      case BadRequestException e -> 400;
      case ValidationException e -> 400;
      case IllegalArgumentException e -> 400;
      default -> 500;
    };
  }

  private static ErrorResponse error(int status, Exception failure) {
    return ErrorResponse.builder()
        .responseCode(status)
        .withType(failure.getClass().getSimpleName())
        .withMessage(String.valueOf(failure.getMessage()))
        .build();
  }

  private void send(HttpExchange exchange, int status, Object answer) throws IOException {
    byte[] body = json.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
