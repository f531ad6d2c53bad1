package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import java.util.function.Supplier;

/** Makes whatever goes wrong in a request a problem document, and counts it. */
record CountedRefusals(QueryTelemetry telemetry) {
  /** The answer, or the problem that stands in its place. */
  HttpResponse answer(HttpRequest request, Supplier<HttpResponse> answer) {
    try {
      return answer.get();
    } catch (ProblemException e) {
      return refuse(e);
    } catch (RuntimeException e) {
      return refuse(
          new ProblemException(
              new Problem(ErrorCode.INTERNAL, "request " + request.requestId() + " failed"), e));
    }
  }

  private HttpResponse refuse(ProblemException e) {
    telemetry.refused(e);
    return HttpResponse.problem(e.problem());
  }
}
