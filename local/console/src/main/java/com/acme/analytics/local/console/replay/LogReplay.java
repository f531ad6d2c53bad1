package com.acme.analytics.local.console.replay;

import com.acme.analytics.local.console.client.EventDelivery;
import com.acme.analytics.local.console.terminal.CommandFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The second reading of a log: each readable line becomes an event and is handed to delivery. */
final class LogReplay {
  private final LogFile log;
  private final LogSurvey survey;
  private final CombinedLogParser parser;
  private final PageViews pageViews;

  LogReplay(LogFile log, LogSurvey survey, CombinedLogParser parser, PageViews pageViews) {
    this.log = log;
    this.survey = survey;
    this.parser = parser;
    this.pageViews = pageViews;
  }

  /**
   * Sends all of the log as it was when surveyed.
   *
   * @throws CommandFailure when the log can't be read, or isn't what it was
   */
  void sendTo(EventDelivery delivery) throws InterruptedException {
    long sent = 0;
    try (InputStream in = log.open()) {
      LogReader reader = new LogReader(in, survey.bytes());
      for (Optional<LogLine> line = reader.next(); line.isPresent(); line = reader.next()) {
        Optional<AccessLogEntry> entry = parse(line.get());
        if (entry.isPresent()) {
          delivery.add(pageViews.of(line.get().number(), entry.get()));
          sent++;
        }
      }
    } catch (IOException e) {
      throw new CommandFailure(log.path() + " can't be read: " + e.getMessage(), e);
    }
    if (sent != survey.readable()) {
      throw new CommandFailure(
          "%s changed while it was replayed: %d readable lines, before %d"
              .formatted(log.path(), sent, survey.readable()));
    }
  }

  /** Empty for an unreadable line: the survey has kept it. */
  private Optional<AccessLogEntry> parse(LogLine line) {
    try {
      return Optional.of(parser.parse(line));
    } catch (UnreadableLineException e) {
      return Optional.empty();
    }
  }
}
