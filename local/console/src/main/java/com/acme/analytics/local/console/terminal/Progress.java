package com.acme.analytics.local.console.terminal;

/** Shows how far a command is. Safe for use by several threads. */
public interface Progress extends AutoCloseable {
  /** The total when nobody knows it. */
  long UNKNOWN = -1;

  /** So many more events are done. */
  void advance(long events);

  /** Says something worth knowing, without spoiling the bar. */
  void note(String message);

  @Override
  void close();
}
