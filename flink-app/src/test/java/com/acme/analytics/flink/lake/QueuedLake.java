package com.acme.analytics.flink.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.flink.config.LakeConfig;
import com.acme.analytics.flink.savepoint.Queues;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.types.Types;

/**
 * The real sink of the lake, whose files' event ids go to the queue {@code <run>/lake}. Nothing is
 * committed, so of a catalog it needs one that knows the table.
 */
public final class QueuedLake implements AutoCloseable {
  private final HttpServer catalog;

  public QueuedLake() throws IOException {
    catalog = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String table =
        TableMetadataParser.toJson(
            TableMetadata.newTableMetadata(
                new Schema(Types.NestedField.required(1, "customer_id", Types.StringType.get())),
                PartitionSpec.unpartitioned(),
                "s3://lake/events",
                Map.of()));
    catalog.createContext(
        "/v1/config", exchange -> answer(exchange, "{\"defaults\":{},\"overrides\":{}}"));
    catalog.createContext(
        "/v1/namespaces",
        exchange ->
            answer(
                exchange,
                "{\"metadata-location\":\"s3://lake/events/1.json\",\"metadata\":%s}"
                    .formatted(table)));
    catalog.start();
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] body = json.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** A sink in which events wait for a file for so long. */
  public LakeSink sink(String run, Duration wait) {
    LakeConfig config =
        new LakeConfig(
            URI.create("http://127.0.0.1:" + catalog.getAddress().getPort()),
            "lake",
            LakeConfig.Authentication.NONE,
            "acme",
            /* writersPerHour= */ 1,
            /* bufferBytes= */ 1 << 20,
            wait);
    String queue = run + "/lake";
    return new LakeSink(config, (subtask, attempt) -> new QueuedFiles(queue));
  }

  private record QueuedFiles(String queue) implements FileStore {
    @Override
    public StoredFile store(WaitingFile events) throws IOException {
      events.forEach(
          (avro, device) ->
              Queues.add(queue, Event.fromByteBuffer(ByteBuffer.wrap(avro)).getEventId()));
      return new StoredFile(Optional.empty(), 0);
    }

    @Override
    public void close() {}
  }

  @Override
  public void close() {
    catalog.stop(0);
  }
}
