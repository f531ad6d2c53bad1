package com.acme.analytics.functions.query;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.query.Column;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.query.lake.LakeEngine;
import com.acme.analytics.functions.query.lake.LakeStore;
import com.acme.analytics.functions.query.plan.Tier;
import com.acme.analytics.functions.query.sql.LakeSelect;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Answers statements that only the lake can run. */
final class SelectAnswers {
  private final LakeEngine engine;
  private final int maxBytes;

  /**
   * Answers by an engine, which stays the caller's.
   *
   * @param maxBytes of an answer
   */
  SelectAnswers(LakeEngine engine, int maxBytes) {
    this.engine = engine;
    this.maxBytes = maxBytes;
  }

  /**
   * Computes the answer. An interrupt of the thread stops the statement.
   *
   * @param now when the request was received
   * @throws ProblemException when the lake can't answer, or not within the limits
   */
  Answer answer(CustomerId customer, LakeSelect select, Instant now, AnswerObserver observer) {
    long started = System.nanoTime();
    observer.planned(1);
    AnswerBuffer body = new AnswerBuffer(maxBytes);
    try (AnswerWriter writer = new AnswerWriter(body, select.columns())) {
      int found = writeRows(writer, customer, select);
      observer.sliceAnswered();
      OptionalLong freshness = new LakeStore(engine).freshnessMillis(customer, select.range(), now);
      long elapsed = Duration.ofNanos(System.nanoTime() - started).toMillis();
      writer.writeMeta(
          new AnswerMeta(
              List.of(TierReport.answered(Tier.LAKE.code(), freshness, elapsed)),
              select.exact() ? Accuracy.EXACT : Accuracy.ESTIMATED,
              /* partial= */ false,
              found > select.limit(),
              elapsed));
      writer.close();
      return new Answer(body.toByteArray(), Math.min(found, select.limit()), elapsed);
    }
  }

  /** Rows are written as they come, so that the most bytes of an answer bound what is kept. */
  private int writeRows(AnswerWriter writer, CustomerId customer, LakeSelect select) {
    int[] found = {0};
    writer.writeRows(
        rows ->
            engine.run(
                select.text(),
                select.parameters(customer),
                texts -> {
                  if (found[0]++ < select.limit()) {
                    rows.accept(row(select, texts));
                  }
                }));
    return found[0];
  }

  private static List<Object> row(LakeSelect select, List<String> texts) {
    List<Object> row = new ArrayList<>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      row.add(texts.get(i) == null ? null : cell(select.columns().get(i), texts.get(i)));
    }
    return row;
  }

  private static Object cell(Column column, String text) {
    return switch (column.type()) {
      case STRING -> text;
      case INTEGER -> new BigDecimal(text).longValue();
      case NUMBER -> number(Double.parseDouble(text));
      case TIME -> time(text);
    };
  }

  /** JSON has no number for what isn't finite. */
  private static Double number(double number) {
    return Double.isFinite(number) ? number : null;
  }

  /** As Trino writes a timestamp without a zone, or a date. */
  private static Instant time(String text) {
    return text.indexOf(' ') < 0
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
        : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
  }
}
