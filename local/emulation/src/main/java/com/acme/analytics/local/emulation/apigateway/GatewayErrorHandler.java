package com.acme.analytics.local.emulation.apigateway;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;

/**
 * Gives the answers that the server makes before the gateway sees a request (a content length over
 * the limit, a malformed request line) the form of the gateway's own.
 */
final class GatewayErrorHandler implements ServerErrorHandler {
  @Override
  public HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
    return null; // leaves it to the server, which asks for the status below
  }

  @Override
  public AggregatedHttpResponse renderStatus(
      ServiceRequestContext context,
      ServiceConfig config,
      RequestHeaders headers,
      HttpStatus status,
      String description,
      Throwable cause) {
    String body =
        status.equals(HttpStatus.REQUEST_ENTITY_TOO_LARGE)
            ? GatewayAnswer.REQUEST_TOO_LONG.body()
            : "{\"message\":\"" + status.reasonPhrase() + "\"}";
    return AggregatedHttpResponse.of(status, MediaType.parse("application/json"), body);
  }
}
