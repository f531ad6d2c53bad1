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
 * @param openFiles how many files a subtask has open at most; beyond, the one that has waited the
 *     longest for a row is finished
 * @param commitInterval how often files become visible at most, at checkpoints
 */
public record LakeConfig(
    URI catalog,
    String warehouse,
    Authentication authentication,
    String database,
    int writersPerHour,
    int openFiles,
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
