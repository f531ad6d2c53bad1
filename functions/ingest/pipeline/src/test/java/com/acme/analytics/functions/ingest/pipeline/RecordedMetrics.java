package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.problem.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Remembers what was counted, in words. */
final class RecordedMetrics implements IngestMetrics {
  final List<String> lines = new ArrayList<>();

  @Override
  public void accepted(int events) {
    lines.add("accepted " + events);
  }

  @Override
  public void rejected(ErrorCode reason, int events) {
    lines.add("rejected " + reason.code() + " " + events);
  }

  @Override
  public void unacknowledged(int events) {
    lines.add("unacknowledged " + events);
  }

  @Override
  public void limited(int events) {
    lines.add("limited " + events);
  }

  @Override
  public void leaseRequested() {
    lines.add("lease requested");
  }

  @Override
  public void storeFailed() {
    lines.add("limit store failed");
  }

  @Override
  public void grantedLocally(int events) {
    lines.add("granted locally " + events);
  }

  @Override
  public void warned(String reason, int events) {
    lines.add("warned " + reason + " " + events);
  }

  @Override
  public void refused(ErrorCode reason) {
    lines.add("refused " + reason.code());
  }

  @Override
  public void produced(Duration latency) {
    lines.add("produced");
  }
}
