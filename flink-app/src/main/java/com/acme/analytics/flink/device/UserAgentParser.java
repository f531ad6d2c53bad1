package com.acme.analytics.flink.device;

/** Reads user agents. */
interface UserAgentParser {
  /**
   * What a user agent says of its sender.
   *
   * @param userAgent not empty
   * @throws RuntimeException when it can't be read
   */
  Device parse(String userAgent);
}
