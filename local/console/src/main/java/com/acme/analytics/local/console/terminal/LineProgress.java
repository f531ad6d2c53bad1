package com.acme.analytics.local.console.terminal;

import java.io.PrintWriter;

/** A line for each tenth of the work, or for each thousand events when the total is unknown. */
final class LineProgress implements Progress {
  private static final long STEP_OF_UNKNOWN = 1000;

  private final PrintWriter err;
  private final String task;
  private final long total;
  private final long step;
  private long done;
  private long nextLine;

  LineProgress(PrintWriter err, String task, long total) {
    this.err = err;
    this.task = task;
    this.total = total;
    step = total == UNKNOWN ? STEP_OF_UNKNOWN : Math.max(1, (total + 9) / 10);
    nextLine = step;
  }

  @Override
  public synchronized void advance(long events) {
    done += events;
    if (done >= nextLine || done == total) {
      nextLine = (done / step + 1) * step;
      print(total == UNKNOWN ? done + " events" : done + " of " + total + " events");
    }
  }

  @Override
  public synchronized void note(String message) {
    print(message);
  }

  @Override
  public void close() {
    err.flush();
  }

  private void print(String message) {
    err.println(task + ": " + message);
    err.flush();
  }
}
