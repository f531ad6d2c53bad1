package com.acme.analytics.functions.ingest.management.rejected;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.ingest.rejected.ScanLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The endpoint over a bucket, at one in the afternoon. A key is {@code <customer>:<scope>}, and all
 * such keys are valid.
 */
final class Api {
  private static final JsonMapper MAPPER = new JsonMapper();

  final RecordedMetrics metrics = new RecordedMetrics();
  private final RejectedEndpoint endpoint;

  Api(TestBucket bucket) {
    this(
        bucket,
        ScanLimits.STANDARD,
        System::nanoTime,
        (credential, event, body) -> {
          throw new AssertionError("nothing is replayed here");
        });
  }

  Api(TestBucket bucket, ScanLimits limits) {
    this(
        bucket,
        limits,
        System::nanoTime,
        (credential, event, body) -> {
          throw new AssertionError("nothing is replayed here");
        });
  }

  Api(TestBucket bucket, Resubmission resubmission) {
    this(bucket, ScanLimits.STANDARD, System::nanoTime, resubmission);
  }

  Api(TestBucket bucket, ScanLimits limits, LongSupplier nanoTime, Resubmission resubmission) {
    endpoint =
        new RejectedEndpoint(
            key -> credential(key.reveal()),
            bucket.archive(),
            resubmission,
            limits,
            nanoTime,
            metrics);
  }

  static ScanLimits limits(int lists, int objects) {
    return new ScanLimits(lists, objects, 1 << 20, Duration.ofMinutes(1));
  }

  HttpResponse get(String key, Map<String, String> query) {
    return endpoint.get(request(key, query, ""));
  }

  HttpResponse replay(String key, String body) {
    return endpoint.replay(request(key, Map.of(), body));
  }

  /** What {@code acme} is answered, which must be well. */
  JsonNode events(Map<String, String> query) {
    return ok(get("acme:query", query));
  }

  /** All of {@code acme}'s dead letters by page, oldest first. */
  List<JsonNode> allEvents(Map<String, String> query) {
    List<JsonNode> all = new ArrayList<>();
    JsonNode page = events(query);
    page.get("events").forEach(all::add);
    while (page.has("cursor")) {
      Map<String, String> next = new HashMap<>(query);
      next.put("cursor", page.get("cursor").stringValue());
      page = events(next);
      page.get("events").forEach(all::add);
    }
    return all;
  }

  static JsonNode ok(HttpResponse response) {
    if (response.status() != 200) {
      throw new AssertionError(new String(response.body(), StandardCharsets.UTF_8));
    }
    return MAPPER.readTree(response.body());
  }

  static JsonNode json(HttpResponse response) {
    return MAPPER.readTree(response.body());
  }

  private static HttpRequest request(String key, Map<String, String> query, String body) {
    return new HttpRequest(
        "",
        Map.of("x-api-key", key),
        query,
        Map.of(),
        body.getBytes(StandardCharsets.UTF_8),
        "192.0.2.1",
        "request",
        Letters.NOON.plus(Duration.ofHours(1)).toEpochMilli());
  }

  private static Optional<Credential> credential(String key) {
    String[] parts = key.split(":", 2);
    return Optional.of(
        new Credential(
            new CustomerId(parts[0]), "hash", Set.of(Scope.of(parts[1])), RateLimit.STANDARD));
  }

  /** Keeps what was counted. */
  static final class RecordedMetrics implements RejectedMetrics {
    final List<ErrorCode> refused = new ArrayList<>();
    int answered;
    int accepted;
    int rejected;

    @Override
    public void answered() {
      answered++;
    }

    @Override
    public void refused(ErrorCode reason) {
      refused.add(reason);
    }

    @Override
    public void replayed(int acceptedNow, int rejectedNow) {
      accepted += acceptedNow;
      rejected += rejectedNow;
    }
  }
}
