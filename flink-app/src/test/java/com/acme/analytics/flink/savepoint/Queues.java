package com.acme.analytics.flink.savepoint;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What goes into a job of this process and what comes out of it. Static, since a job's functions
 * are copies of those that were given; each run has names of its own.
 */
public final class Queues {
  private static final Map<String, Queue<Object>> QUEUES = new ConcurrentHashMap<>();

  private Queues() {}

  /** Adds to the queue of the name. */
  public static void add(String name, Object value) {
    queue(name).add(value);
  }

  /** All that is in it now. */
  @SuppressWarnings("unchecked")
  public static <T> List<T> all(String name) {
    return (List<T>) List.copyOf(queue(name));
  }

  /** Takes the first, null when there is none. */
  static Object poll(String name) {
    return queue(name).poll();
  }

  private static Queue<Object> queue(String name) {
    return QUEUES.computeIfAbsent(name, any -> new ConcurrentLinkedQueue<>());
  }
}
