package com.acme.analytics.functions.query.export;

import com.acme.analytics.functions.query.job.Job;

/**
 * A file of an export.
 *
 * @param number from 1, in the order of the events' time
 * @param attempt the job's attempt that wrote it
 * @param rows without the header
 * @param bytes of the whole file
 * @param sha256 of its bytes, in hexadecimal digits
 */
record ExportPart(int number, int attempt, int rows, long bytes, String sha256) {
  /**
   * The name of its object. Each attempt writes under names of its own, so that one that has lost
   * its job can't change what another has written.
   */
  static String key(Job job, int attempt, int number, ExportFormat format) {
    return "%s/%s/%d/part-%05d.%s"
        .formatted(job.customer().value(), job.id(), attempt, number, format.code());
  }
}
