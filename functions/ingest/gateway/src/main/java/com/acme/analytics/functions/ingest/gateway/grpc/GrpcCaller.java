package com.acme.analytics.functions.ingest.gateway.grpc;

import com.acme.analytics.functions.ingest.enrichment.Caller;
import com.acme.analytics.functions.ingest.pipeline.TraceParent;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a call's metadata says.
 *
 * @param apiKey {@code x-api-key}; empty when there is none
 * @param idempotencyKey {@code idempotency-key}
 * @param trace {@code traceparent}, where it is valid
 */
record GrpcCaller(
    String apiKey, Optional<String> idempotencyKey, Optional<TraceParent> trace, Caller caller) {
  /** Version 0 of the format; the standard says to ignore what isn't valid. */
  private static final Pattern TRACE_PARENT =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  static GrpcCaller of(ServiceRequestContext context) {
    RequestHeaders headers = context.request().headers();
    return new GrpcCaller(
        headers.get("x-api-key", ""),
        Optional.ofNullable(headers.get("idempotency-key")),
        Optional.ofNullable(headers.get(TraceParent.HEADER))
            .filter(value -> TRACE_PARENT.matcher(value).matches())
            .map(TraceParent::new),
        new Caller(
            context.remoteAddress().getAddress().getHostAddress(),
            String.join(",", headers.getAll("x-forwarded-for")),
            headers.get("user-agent", "")));
  }
}
