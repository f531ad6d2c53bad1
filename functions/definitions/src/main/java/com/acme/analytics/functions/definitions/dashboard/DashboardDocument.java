package com.acme.analytics.functions.definitions.dashboard;

import java.io.ByteArrayOutputStream;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes dashboards as they are answered, UTF-8. */
public final class DashboardDocument {
  private static final JsonFactory JSON = new JsonFactory();

  private DashboardDocument() {}

  /** One version, whole. */
  public static byte[] of(SavedDashboard dashboard) {
    return written(json -> writeWhole(json, dashboard));
  }

  /** A page of dashboards without their widgets. */
  public static byte[] list(Page<SavedDashboard> page) {
    return page("dashboards", page, DashboardDocument::writeSummary);
  }

  /** A page of one dashboard's versions, without what they hold. */
  public static byte[] versions(Page<SavedDashboard> page) {
    return page("versions", page, DashboardDocument::writeVersion);
  }

  private static byte[] page(
      String name, Page<SavedDashboard> page, BiConsumer<JsonGenerator, SavedDashboard> item) {
    return written(
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart(name);
          page.items().forEach(each -> item.accept(json, each));
          json.writeEndArray();
          json.writeStringProperty("next", page.next().orElse(null));
          json.writeEndObject();
        });
  }

  private static void writeWhole(JsonGenerator json, SavedDashboard dashboard) {
    json.writeStartObject();
    json.writeStringProperty("id", dashboard.id().toString());
    json.writeNumberProperty("version", dashboard.version());
    json.writeStringProperty("created_at", dashboard.createdAt().toString());
    json.writeStringProperty("updated_at", dashboard.updatedAt().toString());
    dashboard.content().writeMembers(json);
    json.writeEndObject();
  }

  private static void writeSummary(JsonGenerator json, SavedDashboard dashboard) {
    json.writeStartObject();
    json.writeStringProperty("id", dashboard.id().toString());
    json.writeNumberProperty("version", dashboard.version());
    json.writeStringProperty("created_at", dashboard.createdAt().toString());
    json.writeStringProperty("updated_at", dashboard.updatedAt().toString());
    json.writeStringProperty("name", dashboard.content().name());
    dashboard
        .content()
        .description()
        .ifPresent(text -> json.writeStringProperty("description", text));
    json.writeEndObject();
  }

  private static void writeVersion(JsonGenerator json, SavedDashboard dashboard) {
    json.writeStartObject();
    json.writeNumberProperty("version", dashboard.version());
    json.writeStringProperty("updated_at", dashboard.updatedAt().toString());
    json.writeStringProperty("name", dashboard.content().name());
    json.writeEndObject();
  }

  private static byte[] written(Consumer<JsonGenerator> content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      content.accept(json);
    }
    return out.toByteArray();
  }
}
