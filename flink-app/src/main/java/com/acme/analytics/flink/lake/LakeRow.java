package com.acme.analytics.flink.lake;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.lake.LakeColumn;
import com.acme.analytics.core.lake.LakeTable;
import com.acme.analytics.flink.device.Device;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.iceberg.avro.AvroSchemaUtil;
import org.apache.iceberg.types.Types;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An event as a row of the table, as parquet-avro takes it. A writer has one and fills it anew for
 * each event, since what it writes to keeps nothing of it.
 */
final class LakeRow implements IndexedRecord {
  private static final JsonFactory JSON = new JsonFactory();

  private final Schema schema;

  /** For each column of the table the model's, -1 where the table has one that is unknown here. */
  private final int[] columns;

  private final Object[] values = new Object[LakeTable.COLUMNS.size()];

  /**
   * @param table the table's schema, which may have the model's columns in another order and others
   *     besides
   * @throws IllegalStateException when it lacks one
   */
  LakeRow(org.apache.iceberg.Schema table) {
    List<String> known = LakeTable.COLUMNS.stream().map(LakeColumn::name).toList();
    List<String> names = table.columns().stream().map(Types.NestedField::name).toList();
    List<String> missing = known.stream().filter(name -> !names.contains(name)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "table %s: no columns %s (expected: %s)".formatted(LakeTable.NAME, missing, known));
    }
    this.columns = names.stream().mapToInt(known::indexOf).toArray();
    this.schema = AvroSchemaUtil.convert(table, LakeTable.NAME);
  }

  void fill(Event event, Device device) {
    int column = 0;
    values[column++] = event.getCustomerId();
    values[column++] = event.getEventId().toString();
    values[column++] = event.getEvent();
    values[column++] = micros(event.getTimestamp());
    values[column++] = micros(event.getReceivedAt());
    values[column++] = event.getUserId();
    values[column++] = event.getAnonymousId();
    values[column++] = event.getProperties();
    values[column++] = event.getIp();
    values[column++] = event.getUserAgent();
    values[column++] = event.getLocale();
    values[column++] = event.getPageUrl();
    values[column++] = event.getPagePath();
    values[column++] = event.getPageReferrer();
    values[column++] = event.getPageTitle();
    values[column++] = event.getUtmSource();
    values[column++] = event.getUtmMedium();
    values[column++] = event.getUtmCampaign();
    values[column++] = event.getUtmTerm();
    values[column++] = event.getUtmContent();
    values[column++] = event.getLibraryName();
    values[column++] = event.getLibraryVersion();
    values[column++] = event.getUserHash();
    values[column++] = event.getCountry();
    values[column++] = event.getRegion();
    values[column++] = event.getCity();
    values[column++] = event.getReferrerDomain();
    values[column++] = event.getSchemaVersion();
    values[column++] = event.getWarnings().isEmpty() ? null : String.join(",", event.getWarnings());
    values[column++] = known(device.type());
    values[column++] = known(device.os());
    values[column++] = known(device.browser());
    values[column++] = device.bot();
    values[column++] = known(device.botReason());
    values[column++] =
        json(event.getDimensions(), (out, entry) -> out.writeString(entry.getValue()));
    values[column] = json(event.getMeasures(), (out, entry) -> out.writeNumber(entry.getValue()));
  }

  private static <V> String json(
      Map<String, V> members, BiConsumer<JsonGenerator, Map.Entry<String, V>> value) {
    if (members.isEmpty()) {
      return null;
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      for (Map.Entry<String, V> member : members.entrySet()) {
        out.writeName(member.getKey());
        value.accept(out, member);
      }
      out.writeEndObject();
    }
    return text.toString();
  }

  private static Long micros(Instant instant) {
    return instant.toEpochMilli() * 1_000;
  }

  private static String known(String text) {
    return text.isEmpty() ? null : text;
  }

  @Override
  public Schema getSchema() {
    return schema;
  }

  @Override
  public Object get(int position) {
    int column = columns[position];
    return column < 0 ? null : values[column];
  }

  @Override
  public void put(int position, Object value) {
    throw new UnsupportedOperationException("put: an event fills the row");
  }
}
