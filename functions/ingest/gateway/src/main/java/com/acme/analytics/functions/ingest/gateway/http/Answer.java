package com.acme.analytics.functions.ingest.gateway.http;

import com.acme.analytics.functions.http.HttpResponse;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;

/** An endpoint's answer on its way out. */
record Answer(HttpResponse response) {

  AggregatedHttpResponse toResponse() {
    ResponseHeadersBuilder headers = ResponseHeaders.builder(HttpStatus.valueOf(response.status()));
    response.headers().forEach(headers::set);
    return AggregatedHttpResponse.of(headers.build(), HttpData.wrap(response.body()));
  }
}
