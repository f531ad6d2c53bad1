package com.acme.analytics.benchmarks.stream.job;

/** What an operator has taken in, as an MBean shows it. */
public interface RecordCount {
  long getCount();
}
