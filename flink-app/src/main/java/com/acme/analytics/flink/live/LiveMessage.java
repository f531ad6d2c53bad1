package com.acme.analytics.flink.live;

/**
 * A message as it was made.
 *
 * @param json UTF-8
 * @param leftOut windows for which there was no room
 */
record LiveMessage(byte[] json, int leftOut) {}
