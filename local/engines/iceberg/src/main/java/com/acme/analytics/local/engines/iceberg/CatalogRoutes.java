package com.acme.analytics.local.engines.iceberg;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.rest.CatalogHandlers;
import org.apache.iceberg.rest.RESTUtil;
import org.apache.iceberg.rest.requests.CreateNamespaceRequest;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
import org.apache.iceberg.rest.responses.ConfigResponse;

/** The routes of namespaces and tables. There are no views, and no transactions of many tables. */
final class CatalogRoutes {
  /** An answer without a body. */
  static final Object NOTHING = new Object();

  private final JdbcCatalog catalog;
  private final ObjectMapper json;

  CatalogRoutes(JdbcCatalog catalog, ObjectMapper json) {
    this.catalog = catalog;
    this.json = json;
  }

  /**
   * What the protocol says to a request.
   *
   * @param path from {@code /v1/}, percent-encoded
   * @return what is written as JSON, or {@link #NOTHING}
   * @throws IOException when the body is no JSON
   * @throws RuntimeException Iceberg's own, each with a status of its own
   */
  Object answer(String method, String path, byte[] body) throws IOException {
    List<String> parts = List.of(path.substring("/v1/".length()).split("/"));
    String route =
        method
            + switch (parts.size()) {
              case 1 -> " " + parts.get(0);
              case 2 -> " namespace";
              case 3 -> " " + parts.get(2);
              case 4 -> " " + parts.get(2) + " one";
              default -> " " + parts.get(parts.size() - 1) + " of one";
            };
    return switch (route) {
      case "GET config" -> ConfigResponse.builder().build();
      case "GET namespaces" -> CatalogHandlers.listNamespaces(catalog, Namespace.empty());
      case "POST namespaces" ->
          CatalogHandlers.createNamespace(catalog, read(body, CreateNamespaceRequest.class));
      case "GET namespace" -> CatalogHandlers.loadNamespace(catalog, namespace(parts));
      case "HEAD namespace" -> {
        CatalogHandlers.namespaceExists(catalog, namespace(parts));
        yield NOTHING;
      }
      case "GET tables" -> CatalogHandlers.listTables(catalog, namespace(parts));
      case "POST tables" -> create(namespace(parts), read(body, CreateTableRequest.class));
      case "GET tables one" -> CatalogHandlers.loadTable(catalog, table(parts));
      case "HEAD tables one" -> {
        CatalogHandlers.tableExists(catalog, table(parts));
        yield NOTHING;
      }
      case "POST tables one" ->
          CatalogHandlers.updateTable(catalog, table(parts), read(body, UpdateTableRequest.class));
      case "DELETE tables one" -> {
        CatalogHandlers.dropTable(catalog, table(parts));
        yield NOTHING;
      }
      case "POST metrics of one" -> NOTHING;
      case "GET views one", "HEAD views one" ->
          throw new NoSuchTableException("no views: %s", path);
      default -> throw new BadRequestException("%s %s: no such route", method, path);
    };
  }

  private Object create(Namespace namespace, CreateTableRequest request) {
    request.validate();
    return request.stageCreate()
        ? CatalogHandlers.stageTableCreate(catalog, namespace, request)
        : CatalogHandlers.createTable(catalog, namespace, request);
  }

  private <T> T read(byte[] body, Class<T> type) throws IOException {
    return json.readValue(body, type);
  }

  private static Namespace namespace(List<String> parts) {
    return RESTUtil.decodeNamespace(parts.get(1));
  }

  private static TableIdentifier table(List<String> parts) {
    return TableIdentifier.of(namespace(parts), RESTUtil.decodeString(parts.get(3)));
  }
}
