package com.acme.analytics.functions.ingest.gateway.http;

import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;

/** What answers a request that came in whole; blocks. */
@FunctionalInterface
public interface Endpoint {
  /** Never throws for what a client sent or a store did. */
  HttpResponse post(HttpRequest request);
}
