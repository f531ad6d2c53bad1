package com.acme.analytics.functions.query.analysis;

import java.util.List;

/**
 * A node of all ways: the first, second and so on.
 *
 * @param step from 1
 * @param sessions how many come this far without the end that was asked for
 * @param completed of them, how many go to that end next
 * @param dropped of them, how many go no further
 * @param edges where the others go, most first
 */
public record PathStep(int step, long sessions, long completed, long dropped, List<Edge> edges) {
  public PathStep {
    edges = List.copyOf(edges);
  }

  /**
   * From a node to the next.
   *
   * @param medianSeconds between the two
   */
  public record Edge(String from, String to, long sessions, double medianSeconds) {}
}
