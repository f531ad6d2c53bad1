package com.acme.analytics.local.console.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts who did the steps of the purchase in this order, whatever they did in between: users at
 * any time, and within single sessions.
 */
final class FunnelCounter {
  static final List<String> STEPS = List.of("view_product", "add_to_cart", "checkout", "purchase");

  private final Map<String, Progress> byUser = new HashMap<>();
  private final long[] users = new long[STEPS.size()];
  private final long[] sessions = new long[STEPS.size()];

  void add(String user, boolean beginsSession, String event) {
    Progress progress = byUser.computeIfAbsent(user, key -> new Progress());
    if (beginsSession) {
      progress.inSession = 0;
    }
    if (isStep(progress.everReached, event)) {
      users[progress.everReached++]++;
    }
    if (isStep(progress.inSession, event)) {
      sessions[progress.inSession++]++;
    }
  }

  long users(int step) {
    return users[step];
  }

  long sessions(int step) {
    return sessions[step];
  }

  private static boolean isStep(int index, String event) {
    return index < STEPS.size() && STEPS.get(index).equals(event);
  }

  private static final class Progress {
    private int everReached;
    private int inSession;
  }
}
