package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a whole batch, token by token, before anything of it is published: a body that turns out to
 * be broken at its end is refused as a whole, while an event that is JSON but not valid is rejected
 * alone.
 */
public final class BatchReader {
  /** Strings and numbers need no bounds of their own: the body's and the events' hold them. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(EventLimits.BODY_DEPTH)
                  .maxStringLength(EventLimits.BODY_BYTES)
                  .maxNameLength(EventLimits.BODY_BYTES)
                  .maxNumberLength(EventLimits.BODY_BYTES)
                  .build())
          .build();

  private final EventTimes times;

  public BatchReader(EventTimes times) {
    this.times = times;
  }

  /**
   * Reads every event of a submission's body.
   *
   * @param ids for events that came without an id
   * @throws ProblemException when the body is no batch; nothing of it may be published then
   */
  Batch read(Submission submission, EventIds ids) {
    byte[] body = submission.body();
    if (body.length > EventLimits.BODY_BYTES) {
      throw problem(
          ErrorCode.BODY_TOO_LARGE,
          Found.of("body", body.length + " bytes").expected("<= " + EventLimits.BODY_BYTES));
    }
    JsonText text = new JsonText(body, Utf8.validate(body));
    try {
      return read(body, text, submission, ids);
    } catch (ProblemException e) {
      if (e.problem().code() != ErrorCode.MALFORMED_JSON) {
        throw e;
      }
      // The parser takes half a surrogate pair in a value, but not in a name. It is JSON, so the
      // events that have one are rejected alone, by their text.
      byte[] whole = LoneSurrogates.replacedIn(body).orElseThrow(() -> e);
      return read(whole, text, submission, ids);
    }
  }

  /**
   * Reads a body.
   *
   * @param parsed what is read in the place of the text, byte by byte
   */
  private Batch read(byte[] parsed, JsonText text, Submission submission, EventIds ids) {
    EventReader events =
        new EventReader(
            times,
            ids,
            submission.credential().customer(),
            submission.receivedAt(),
            new PropertiesReader(text));
    BatchCollector batch = new BatchCollector(events, text);
    int start = text.offset();
    try (JsonParser json =
        JSON.createParser(ObjectReadContext.empty(), parsed, start, parsed.length - start)) {
      try {
        switch (submission.format()) {
          case JSON -> readObject(json, batch);
          case NDJSON -> readLines(json, batch);
          case SINGLE -> readSingle(json, batch);
        }
      } catch (StreamConstraintsException e) {
        throw tooDeepOrMalformed(json, e);
      } catch (JacksonException e) {
        throw malformed(json, e);
      }
    }
    return batch.toBatch();
  }

  private static void readObject(JsonParser json, BatchCollector batch) {
    JsonToken first = json.nextToken();
    if (first == null) {
      throw problem(
          ErrorCode.MALFORMED_JSON, Found.of("body", "empty").expected("{\"events\": [...]}"));
    }
    if (first != JsonToken.START_OBJECT) {
      throw notABatch(json, "body", JsonText.kindOf(json), "an object {\"events\": [...]}");
    }
    boolean found = false;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = json.currentName();
      if (!name.equals("events") || found) {
        throw notABatch(json, "member", '"' + name + '"', "\"events\", once");
      }
      found = true;
      readEvents(json, batch);
    }
    if (!found) {
      throw notABatch(json, "body", "an object without it", "a member \"events\"");
    }
    if (json.nextToken() != null) {
      throw problem(
          ErrorCode.MALFORMED_JSON,
          Found.of("body", JsonText.kindOf(json) + " after the end").expected("one object"));
    }
  }

  private static void readEvents(JsonParser json, BatchCollector batch) {
    if (json.nextToken() != JsonToken.START_ARRAY) {
      throw notABatch(json, "events", JsonText.kindOf(json), "an array");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      batch.add(json);
    }
  }

  private static void readLines(JsonParser json, BatchCollector batch) {
    while (json.nextToken() != null) {
      batch.add(json);
    }
  }

  private static void readSingle(JsonParser json, BatchCollector batch) {
    if (json.nextToken() == null) {
      throw problem(ErrorCode.MALFORMED_JSON, Found.of("body", "empty").expected("an event"));
    }
    batch.add(json);
    if (json.nextToken() != null) {
      throw problem(
          ErrorCode.MALFORMED_JSON,
          Found.of("body", JsonText.kindOf(json) + " after the end").expected("one event"));
    }
  }

  private static ProblemException notABatch(
      JsonParser json, String name, String found, String expectation) {
    return new ProblemException(
        new Problem(
            ErrorCode.INVALID_BATCH,
            Found.of(name, found).expected(expectation),
            Pointers.to(json)));
  }

  private static ProblemException tooDeepOrMalformed(
      JsonParser json, StreamConstraintsException cause) {
    if (json.streamReadContext().getNestingDepth() < EventLimits.BODY_DEPTH) {
      return malformed(json, cause);
    }
    return new ProblemException(
        new Problem(
            ErrorCode.NESTED_TOO_DEEPLY,
            Found.of("body", "nested deeper")
                .expected("at most " + EventLimits.BODY_DEPTH + " levels")),
        cause);
  }

  private static ProblemException malformed(JsonParser json, JacksonException cause) {
    TokenStreamLocation at = json.currentLocation();
    return new ProblemException(
        new Problem(
            ErrorCode.MALFORMED_JSON,
            "line %d, column %d: %s"
                .formatted(
                    at.getLineNr(),
                    at.getColumnNr(),
                    Found.of("found", cause.getOriginalMessage()).expected("JSON"))),
        cause);
  }

  private static ProblemException problem(ErrorCode code, String detail) {
    return new ProblemException(new Problem(code, detail));
  }
}
