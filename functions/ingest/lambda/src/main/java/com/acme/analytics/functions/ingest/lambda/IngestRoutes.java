package com.acme.analytics.functions.ingest.lambda;

import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.identity.ApiKeyDirectory;
import com.acme.analytics.functions.ingest.pipeline.Door;
import com.acme.analytics.functions.ingest.pipeline.IngestEndpoint;
import com.acme.analytics.functions.ingest.pipeline.IngestMetrics;
import com.acme.analytics.functions.ingest.pipeline.Ingestion;
import com.acme.analytics.functions.ingest.segment.SegmentEndpoint;

/** The function's routes: our events, and Segment's messages. */
record IngestRoutes(IngestEndpoint events, SegmentEndpoint segment) {

  static IngestRoutes of(ApiKeyDirectory directory, Ingestion ingestion, IngestMetrics metrics) {
    return new IngestRoutes(
        new IngestEndpoint(directory, ingestion, metrics, Door.LAMBDA),
        new SegmentEndpoint(directory, ingestion, metrics));
  }

  HttpResponse post(HttpRequest request) {
    return request.routeKey().startsWith(SegmentEndpoint.ROUTES)
        ? segment.post(request)
        : events.post(request);
  }
}
