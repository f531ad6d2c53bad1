package com.acme.analytics.functions.ingest.pipeline;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A W3C trace context's {@code traceparent}.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">its format</a>
 */
public record TraceParent(String value) {
  /** Name of the HTTP and of the Kafka header. */
  public static final String HEADER = "traceparent";

  private static final Pattern VERSION_0 =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  /** The header's value when it is valid; an invalid one is to be ignored, says the standard. */
  public static Optional<TraceParent> parse(String header) {
    return VERSION_0.matcher(header).matches()
        ? Optional.of(new TraceParent(header))
        : Optional.empty();
  }

  static TraceParent notSampled(byte[] traceId, byte[] spanId) {
    HexFormat hex = HexFormat.of();
    return new TraceParent("00-" + hex.formatHex(traceId) + "-" + hex.formatHex(spanId) + "-00");
  }
}
