package com.acme.analytics.flink.hot;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.flink.accepted.AcceptedEvent;
import com.acme.analytics.flink.accepted.WriterSchemas;
import com.acme.analytics.flink.device.DescribedEvent;
import com.acme.analytics.flink.device.Device;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.message.BinaryMessageDecoder;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Events as rows of the table {@code events}. */
public final class EventRows implements TableRows<DescribedEvent> {
  private static final long serialVersionUID = 1L;
  private static final JsonFactory JSON = new JsonFactory();

  private static final List<String> COLUMNS =
      List.of(
          "customer_id",
          "event_id",
          "properties",
          "event",
          "timestamp",
          "received_at",
          "user_id",
          "anonymous_id",
          "ip",
          "user_agent",
          "locale",
          "page_url",
          "page_path",
          "page_referrer",
          "page_title",
          "utm_source",
          "utm_medium",
          "utm_campaign",
          "utm_term",
          "utm_content",
          "library_name",
          "library_version",
          "user_hash",
          "country",
          "region",
          "city",
          "referrer_domain",
          "schema_version",
          "warnings",
          "device",
          "os",
          "browser",
          "bot",
          "bot_reason",
          "dimensions",
          "measures");

  private transient BinaryMessageDecoder<Event> decoder;

  @Override
  public String table() {
    return "events";
  }

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public void write(DescribedEvent described, RowBinary out) throws UnwritableRowException {
    write(decoded(described.accepted()), described.device(), out);
  }

  @Override
  public String key(RowReader row) {
    return row.string() + "/" + row.uuid();
  }

  /**
   * With the properties as one text, {@code {"_unparsed": "..."}}: for valid JSON that ClickHouse's
   * parser refuses (a lone surrogate, a number beyond its range), so that the event still counts.
   */
  @Override
  public Optional<byte[]> fallback(byte[] row) {
    RowReader reader = new RowReader(row);
    key(reader);
    RowBinary other = new RowBinary(2 * row.length);
    other.raw(row, 0, reader.position());
    other.string(unparsed(reader.string()));
    byte[] rest = reader.rest();
    other.raw(rest, 0, rest.length);
    return Optional.of(other.toByteArray());
  }

  private Event decoded(AcceptedEvent accepted) throws UnwritableRowException {
    if (decoder == null) {
      decoder = Event.createDecoder(WriterSchemas.store());
    }
    try {
      return decoder.decode(accepted.avro());
    } catch (IOException | RuntimeException e) {
      // The source has read its first fields; only damage behind them leads here.
      UUID id = new UUID(accepted.eventIdHigh(), accepted.eventIdLow());
      throw new UnwritableRowException("undecodable event " + id + " of " + accepted.userKey(), e);
    }
  }

  private static String unparsed(String properties) {
    StringWriter json = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), json)) {
      generator.writeStartObject();
      generator.writeStringProperty("_unparsed", properties);
      generator.writeEndObject();
    }
    return json.toString();
  }

  private static void write(Event event, Device device, RowBinary out) {
    out.string(event.getCustomerId());
    out.uuid(event.getEventId());
    out.string(event.getProperties());
    out.string(event.getEvent());
    out.dateTime64(event.getTimestamp().toEpochMilli());
    out.dateTime64(event.getReceivedAt().toEpochMilli());
    out.string(event.getUserId());
    out.string(event.getAnonymousId());
    out.string(event.getIp());
    out.string(event.getUserAgent());
    out.string(event.getLocale());
    out.string(event.getPageUrl());
    out.string(event.getPagePath());
    out.string(event.getPageReferrer());
    out.string(event.getPageTitle());
    out.string(event.getUtmSource());
    out.string(event.getUtmMedium());
    out.string(event.getUtmCampaign());
    out.string(event.getUtmTerm());
    out.string(event.getUtmContent());
    out.string(event.getLibraryName());
    out.string(event.getLibraryVersion());
    // No user has the hash 0: sketches take it for no value.
    out.int64(event.getUserHash() == null ? 0 : event.getUserHash());
    out.string(event.getCountry());
    out.string(event.getRegion());
    out.string(event.getCity());
    out.string(event.getReferrerDomain());
    out.int32(event.getSchemaVersion() == null ? 0 : event.getSchemaVersion());
    out.strings(event.getWarnings());
    out.string(device.type());
    out.string(device.os());
    out.string(device.browser());
    out.bool(device.bot());
    out.string(device.botReason());
    out.size(event.getDimensions().size());
    event.getDimensions().forEach((name, value) -> strings(name, value, out));
    out.size(event.getMeasures().size());
    event.getMeasures().forEach((name, value) -> number(name, value, out));
  }

  private static void strings(String name, String value, RowBinary out) {
    out.string(name);
    out.string(value);
  }

  private static void number(String name, double value, RowBinary out) {
    out.string(name);
    out.float64(value);
  }
}
