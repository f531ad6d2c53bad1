package com.acme.analytics.functions.ingest.management.funnels;

import com.acme.analytics.core.funnel.Funnel;
import com.acme.analytics.core.funnel.FunnelStep;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Filter;
import com.acme.analytics.core.tenant.CustomerId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What a customer wants a funnel to be: all but its id and when it begins to be followed. */
record FunnelRequest(
    String name, List<FunnelStep> steps, Duration window, Optional<String> breakdown) {
  private static final int SHOWN_CHARS = 64;

  FunnelRequest {
    steps = List.copyOf(steps);
  }

  /**
   * Reads a request's body.
   *
   * @throws ProblemException as {@link FunnelBody#read}, and {@link ErrorCode#INVALID_FUNNEL} for a
   *     filter or a duration that is none
   */
  static FunnelRequest read(byte[] body) {
    FunnelBody read = FunnelBody.read(body);
    List<FunnelStep> steps = new ArrayList<>();
    for (int i = 0; i < read.steps().size(); i++) {
      FunnelBody.Step step = read.steps().get(i);
      String pointer = "/steps/" + i;
      List<Filter> filters = filters(step.filters(), pointer);
      steps.add(at(pointer, () -> new FunnelStep(step.event(), filters)));
    }
    return new FunnelRequest(read.name(), steps, window(read.window()), read.breakdown());
  }

  /**
   * The funnel.
   *
   * @throws ProblemException {@link ErrorCode#INVALID_FUNNEL} for what no funnel can be
   */
  Funnel funnel(UUID id, CustomerId customer, Instant activeFrom) {
    return new Funnel(id, customer, name, steps, window, breakdown, activeFrom);
  }

  /** Whether a funnel is what is wanted. */
  boolean isWhat(Funnel funnel) {
    return equals(
        new FunnelRequest(funnel.name(), funnel.steps(), funnel.window(), funnel.breakdown()));
  }

  private static List<Filter> filters(List<String> texts, String step) {
    List<Filter> filters = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      filters.add(at(step + "/filters/" + i, () -> Filter.parse(text)));
    }
    return filters;
  }

  /** Says of a refusal where in the body its reason stands. */
  private static <T> T at(String pointer, Supplier<T> part) {
    try {
      return part.get();
    } catch (ProblemException e) {
      // A filter read from text names its parameter, not a place in the body.
      String below = e.problem().pointer().startsWith("/") ? e.problem().pointer() : "";
      throw new ProblemException(
          new Problem(ErrorCode.INVALID_FUNNEL, e.problem().detail(), pointer + below), e);
    }
  }

  private static Duration window(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      String shown = text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "...";
      throw new ProblemException(
          new Problem(
              ErrorCode.INVALID_FUNNEL,
              "window: \"%s\" (expected: an ISO 8601 duration such as PT24H)".formatted(shown),
              "/window"),
          e);
    }
  }
}
