package com.acme.analytics.local.console.client;

import java.io.PrintWriter;
import java.util.SortedMap;

/**
 * What became of the events sent.
 *
 * @param accepted events that are stored
 * @param rejected events that will never be taken, by error code
 * @param retries requests sent again, whole or in part
 */
public record DeliveryReport(long accepted, SortedMap<String, Rejections> rejected, long retries) {

  /**
   * Events rejected for one reason.
   *
   * @param count how many
   * @param first where the first came from, and what was wrong with it
   */
  public record Rejections(long count, String first) {
    Rejections oneMore() {
      return new Rejections(count + 1, first);
    }
  }

  /** How many events were rejected. */
  public long rejectedCount() {
    return rejected.values().stream().mapToLong(Rejections::count).sum();
  }

  /** Prints the counts, a line each, and for each code of rejections the first one. */
  public void print(PrintWriter out) {
    out.println("accepted: " + accepted);
    out.println("rejected: " + rejectedCount());
    rejected.forEach(
        (code, rejections) ->
            out.println(
                "  %s: %d (first: %s)".formatted(code, rejections.count(), rejections.first())));
    if (retries > 0) {
      out.println("retried requests: " + retries);
    }
  }
}
