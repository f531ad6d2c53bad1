package com.acme.analytics.functions.ingest.management.rejected;

import com.acme.analytics.functions.ingest.rejected.ArchiveBucket;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket of a real S3, seen from outside. */
public record TestBucket(S3Client client, String name) {

  ArchiveBucket archive() {
    return new ArchiveBucket(client, name);
  }

  /** Archives records as the function does. */
  RecordedArchiveMetrics write(KafkaRecord... records) {
    RecordedArchiveMetrics metrics = new RecordedArchiveMetrics();
    new ArchiveWriter(archive(), metrics).write(KafkaEvents.of(List.of(records)));
    return metrics;
  }

  /** All keys, in their order. */
  public List<String> keys() {
    return client.listObjectsV2Paginator(request -> request.bucket(name)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  /** The lines of all objects whose keys begin so. */
  public List<String> lines(String prefix) {
    return keys().stream()
        .filter(key -> key.startsWith(prefix))
        .flatMap(key -> text(key).lines())
        .toList();
  }

  void put(String key, String text) {
    client.putObject(request -> request.bucket(name).key(key), RequestBody.fromString(text));
  }

  void delete(String key) {
    client.deleteObject(request -> request.bucket(name).key(key));
  }

  private String text(String key) {
    try (InputStream in =
        new GZIPInputStream(client.getObject(request -> request.bucket(name).key(key)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(key, e);
    }
  }
}
