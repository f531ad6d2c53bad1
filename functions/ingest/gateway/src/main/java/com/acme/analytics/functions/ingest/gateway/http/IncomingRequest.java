package com.acme.analytics.functions.ingest.gateway.http;

import com.acme.analytics.functions.http.HttpRequest;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.netty.util.AsciiString;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A request as the gateway has it, which the endpoint shall see as it sees the HTTP API's. */
record IncomingRequest(
    ServiceRequestContext context, AggregatedHttpRequest whole, Instant receivedAt) {

  HttpRequest toRequest() {
    return new HttpRequest(
        whole.method().name() + " " + context.path(),
        headers(whole.headers()),
        query(context.query()),
        Map.of(),
        whole.content().array(),
        context.remoteAddress().getAddress().getHostAddress(),
        context.id().text(),
        receivedAt.toEpochMilli());
  }

  /** Whether the body has to be decompressed. */
  boolean isCompressed() {
    String coding = whole.headers().get("content-encoding", "identity");
    return !coding.isBlank() && !coding.strip().equalsIgnoreCase("identity");
  }

  private static Map<String, String> headers(RequestHeaders sent) {
    Map<String, String> headers = new HashMap<>();
    for (AsciiString name : sent.names()) {
      if (!name.isEmpty() && name.charAt(0) != ':') {
        headers.put(name.toString(), joined(sent.getAll(name)));
      }
    }
    headers.put("host", String.valueOf(sent.authority()));
    return headers;
  }

  private static Map<String, String> query(String raw) {
    if (raw == null || raw.isEmpty()) {
      return Map.of();
    }
    QueryParams parameters = QueryParams.fromQueryString(raw);
    Map<String, String> query = new HashMap<>();
    parameters.names().forEach(name -> query.put(name, joined(parameters.getAll(name))));
    return query;
  }

  private static String joined(List<String> values) {
    return values.size() == 1 ? values.getFirst() : String.join(",", values);
  }
}
