package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.event.RejectedEvent;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.functions.ingest.enrichment.ClientNetwork;
import com.acme.analytics.functions.ingest.enrichment.TrustedProxies;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes the dead letters of one submission: what was refused, why, and what a later try needs. A
 * replay makes none, because it has one already.
 */
final class DeadLetters {
  private final Submission submission;
  private final EventIds ids;
  private final TrustedProxies proxies;

  DeadLetters(Submission submission, EventIds ids, TrustedProxies proxies) {
    this.submission = submission;
    this.ids = ids;
    this.proxies = proxies;
  }

  /** The dead letter of a refused event. */
  Optional<StreamRecord> of(Rejection rejection) {
    if (submission.door() == Door.REPLAY) {
      return Optional.empty();
    }
    TextRange text = rejection.text();
    RejectedEvent letter = letter(text);
    letter.setEventId(rejection.givenId().orElseGet(() -> ids.idOf(rejection.index())).toString());
    letter.setEvent(rejection.event());
    letter.setCode(rejection.code().code());
    letter.setPointer(rejection.pointer());
    letter.setDetail(Redaction.apply(rejection.detail()));
    return Optional.of(EventEncoder.encode(letter));
  }

  /** The dead letter of a body that was refused as a whole. */
  Optional<StreamRecord> ofBody(Problem problem) {
    if (submission.door() == Door.REPLAY || submission.body().length == 0) {
      return Optional.empty();
    }
    RejectedEvent letter = letter(new TextRange(0, submission.body().length));
    letter.setWholeRequest(true);
    letter.setEventId(ids.idOf(0).toString());
    letter.setCode(problem.code().code());
    letter.setPointer(problem.pointer());
    letter.setDetail(Redaction.apply(problem.detail()));
    return Optional.of(EventEncoder.encode(letter));
  }

  private RejectedEvent letter(TextRange text) {
    int kept = Math.min(text.length(), EventLimits.DEAD_LETTER_BYTES);
    byte[] original = Arrays.copyOfRange(submission.body(), text.start(), text.start() + kept);
    RejectedEvent letter = new RejectedEvent();
    letter.setCustomerId(submission.credential().customer().value());
    letter.setOriginal(ByteBuffer.wrap(Redaction.apply(original)));
    letter.setTruncated(kept < text.length());
    letter.setReceivedAt(submission.receivedAt());
    letter.setSource(submission.door().name().toLowerCase(Locale.ROOT));
    letter.setClientNetwork(ClientNetwork.of(submission.caller(), proxies));
    letter.setUserAgent(submission.caller().userAgent());
    letter.setBackfill(submission.backfill());
    return letter;
  }
}
