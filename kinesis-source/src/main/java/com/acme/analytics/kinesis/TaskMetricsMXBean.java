package com.acme.analytics.kinesis;

/** What a task has done since its start, over JMX. */
public interface TaskMetricsMXBean {
  /** Records read from Kinesis. */
  long getRecordsRead();

  /** Bytes of their data. */
  long getBytesRead();

  /** Reads that a limit of Kinesis refused. */
  long getReadsThrottled();

  /** Reads that failed otherwise. */
  long getReadsFailed();

  /** How far behind its end the shard is that is furthest behind. */
  long getMillisBehindLatest();
}
