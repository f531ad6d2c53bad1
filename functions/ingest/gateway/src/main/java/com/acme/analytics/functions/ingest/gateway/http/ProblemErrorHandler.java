package com.acme.analytics.functions.ingest.gateway.http;

import static com.acme.analytics.functions.http.HttpResponse.problem;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.functions.ingest.pipeline.IngestMetrics;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives what the server itself refuses the form of every other refusal: no such route, a body that
 * is too long or too slow, headers without end, a request that is not HTTP.
 */
public final class ProblemErrorHandler implements ServerErrorHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemErrorHandler.class);

  private final IngestMetrics metrics;

  public ProblemErrorHandler(IngestMetrics metrics) {
    this.metrics = metrics;
  }

  /** Leaves the choice of a status to the server, which then asks for its form. */
  @Override
  public HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
    return null;
  }

  @Override
  public AggregatedHttpResponse renderStatus(
      ServiceRequestContext context,
      ServiceConfig config,
      RequestHeaders headers,
      HttpStatus status,
      String description,
      Throwable cause) {
    Problem problem = problemOf(status);
    metrics.refused(problem.code());
    if (problem.code() == ErrorCode.INTERNAL) {
      LOG.error("unexpected: {}", status, cause);
    }
    var response = problem(problem);
    return new Answer(
            isLate(context, problem) ? response.withHeader("connection", "close") : response)
        .toResponse();
  }

  /** A client that is late with a body would otherwise keep its connection to itself with it. */
  private static boolean isLate(ServiceRequestContext context, Problem problem) {
    return problem.code() == ErrorCode.REQUEST_TIMEOUT
        && context != null
        && !context.sessionProtocol().isMultiplex();
  }

  private static Problem problemOf(HttpStatus status) {
    return switch (status.code()) {
      case 404 -> new Problem(ErrorCode.NOT_FOUND, "the path leads nowhere");
      case 405 -> new Problem(ErrorCode.METHOD_NOT_ALLOWED, "the path takes another method");
      case 408 -> new Problem(ErrorCode.REQUEST_TIMEOUT, "the body did not arrive in time");
      case 413 -> new Problem(ErrorCode.BODY_TOO_LARGE, "body: more bytes than are read");
      case 414, 431 ->
          new Problem(ErrorCode.HEADERS_TOO_LARGE, "request line and headers: too many bytes");
      case 503 -> new Problem(ErrorCode.OVERLOADED, "the gateway is shutting down or too slow");
      default ->
          status.isClientError()
              ? new Problem(ErrorCode.MALFORMED_REQUEST, "the request is not valid HTTP")
              : new Problem(ErrorCode.INTERNAL, "the request can't be served");
    };
  }
}
