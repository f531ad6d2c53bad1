package com.acme.analytics.functions.ingest.gateway.grpc;

import com.acme.analytics.functions.ingest.enrichment.Caller;
import com.acme.analytics.functions.ingest.pipeline.TraceParent;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.Optional;

/**
 * What a call's metadata says.
 *
 * @param apiKey {@code x-api-key}; empty when there is none
 * @param idempotencyKey {@code idempotency-key}
 * @param trace {@code traceparent}, where it is valid
 */
record GrpcCaller(
    String apiKey, Optional<String> idempotencyKey, Optional<TraceParent> trace, Caller caller) {
  static GrpcCaller of(ServiceRequestContext context) {
    RequestHeaders headers = context.request().headers();
    return new GrpcCaller(
        headers.get("x-api-key", ""),
        Optional.ofNullable(headers.get("idempotency-key")),
        Optional.ofNullable(headers.get(TraceParent.HEADER)).flatMap(TraceParent::parse),
        new Caller(
            context.remoteAddress().getAddress().getHostAddress(),
            String.join(",", headers.getAll("x-forwarded-for")),
            headers.get("user-agent", "")));
  }
}
