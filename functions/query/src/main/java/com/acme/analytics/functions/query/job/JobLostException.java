package com.acme.analytics.functions.query.job;

/** The job is another worker's, or nobody's any more. */
public final class JobLostException extends RuntimeException {
  private static final long serialVersionUID = 1;
}
