package com.acme.analytics.functions.ingest.pipeline;

/**
 * A part of a body.
 *
 * @param start index of the first byte
 * @param end index after the last byte
 */
record TextRange(int start, int end) {
  int length() {
    return end - start;
  }
}
