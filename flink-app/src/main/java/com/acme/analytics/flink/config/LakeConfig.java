package com.acme.analytics.flink.config;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;

/**
 * Where the lake is, and how it is written.
 *
 * @param catalog the Iceberg REST catalog
 * @param warehouse which of its warehouses; the account's number for Glue
 * @param authentication how requests to the catalog are signed
 * @param database the table's namespace
 * @param writersPerHour how many writers share one customer's hour; above 1 for customers that are
 *     too large for one subtask, at the price of smaller files
 * @param bufferBytes events that a subtask gathers and stores before it waits for S3, in bytes;
 *     they lie on the heap and in each checkpoint, and a file is made of half of them at most
 * @param commitInterval how long an event waits for others of its file, and how often files become
 *     visible at most, at checkpoints
 */
public record LakeConfig(
    URI catalog,
    String warehouse,
    Authentication authentication,
    String database,
    int writersPerHour,
    int bufferBytes,
    Duration commitInterval)
    implements Serializable {

  /** How requests to the catalog are signed. */
  public enum Authentication {
    /** With AWS's signature, for Glue. */
    SIGV4,
    /** Not at all. */
    NONE
  }
}
