package com.acme.analytics.functions.query;

/**
 * An answer as it goes to the caller.
 *
 * @param body JSON
 * @param rows how many rows it holds
 */
@SuppressWarnings("ArrayRecordComponent") // Written to the caller, never compared.
record Answer(byte[] body, int rows, long elapsedMillis) {
  Answer withBody(byte[] other) {
    return new Answer(other, rows, elapsedMillis);
  }
}
