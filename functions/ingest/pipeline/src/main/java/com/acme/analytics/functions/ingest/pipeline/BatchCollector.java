package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;

/** Takes a batch's events one by one and sorts them into valid and rejected ones. */
final class BatchCollector {
  private final EventReader events;
  private final JsonText text;
  private final List<ReadEvent> read = new ArrayList<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private int size;

  BatchCollector(EventReader events, JsonText text) {
    this.events = events;
    this.text = text;
  }

  /** Reads the value the parser stands on; leaves the parser on its end. */
  void add(JsonParser json) {
    int index = size++;
    if (size > EventLimits.BATCH_EVENTS) {
      throw new ProblemException(
          new Problem(
              ErrorCode.BATCH_TOO_LARGE,
              Found.of("events", "more").expected("at most " + EventLimits.BATCH_EVENTS)));
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      int start = text.tokenStart(json);
      RejectedEventException rejected = notAnObject(json);
      json.skipChildren();
      // A string is read on demand only, and its end is what the text goes to.
      json.finishToken();
      reject(index, rejected, Optional.empty(), null, new TextRange(start, text.tokenEnd(json)));
      return;
    }
    int start = text.tokenStart(json);
    TokenStreamContext outside = json.streamReadContext().getParent();
    Event event = null;
    RejectedEventException rejected = null;
    try {
      event = events.read(json, index);
    } catch (RejectedEventException e) {
      rejected = e;
      skipToEnd(json, outside);
    }
    TextRange range = new TextRange(start, text.tokenEnd(json));
    RejectedEventException unfit = checkText(json, range);
    if (unfit != null) {
      rejected = unfit;
    }
    if (rejected == null) {
      read.add(new ReadEvent(index, event, events.givenId(), range));
    } else {
      reject(index, rejected, events.givenId(), events.givenName(), range);
    }
  }

  Batch toBatch() {
    if (size == 0) {
      throw new ProblemException(
          new Problem(ErrorCode.EMPTY_BATCH, Found.of("events", 0).expected("> 0")));
    }
    return new Batch(read, rejections);
  }

  /** What is wrong with the event's text as a whole; null when nothing is. */
  private RejectedEventException checkText(JsonParser json, TextRange range) {
    if (range.length() > EventLimits.EVENT_BYTES) {
      return RejectedEventException.at(
          json,
          ErrorCode.EVENT_TOO_LARGE,
          Found.of("event", range.length() + " bytes").expected("<= " + EventLimits.EVENT_BYTES));
    }
    if (LoneSurrogates.areIn(text.body(), range.start(), range.end())) {
      return RejectedEventException.invalid(
          json,
          Found.of("event", "half of a surrogate pair, escaped").expected("whole characters"));
    }
    return null;
  }

  private static RejectedEventException notAnObject(JsonParser json) {
    return RejectedEventException.invalid(
        json, Found.of("event", JsonText.kindOf(json)).expected("an object"));
  }

  private void reject(
      int index,
      RejectedEventException rejected,
      Optional<UUID> givenId,
      String name,
      TextRange range) {
    rejections.add(
        new Rejection(
            index,
            givenId,
            name,
            rejected.code(),
            rejected.pointer(),
            rejected.getMessage(),
            range));
  }

  /** Passes over the rest of an event, wherever in it the parser stands. */
  private static void skipToEnd(JsonParser json, TokenStreamContext outside) {
    while (json.streamReadContext() != outside) {
      if (json.nextToken() == null) {
        return;
      }
    }
  }
}
