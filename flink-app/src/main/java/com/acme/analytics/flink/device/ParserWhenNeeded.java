package com.acme.analytics.flink.device;

import java.util.function.Supplier;

/** A parser that takes neither time nor memory before the first user agent. */
final class ParserWhenNeeded implements UserAgentParser {
  private final Supplier<UserAgentParser> parsers;
  private UserAgentParser parser;

  ParserWhenNeeded(Supplier<UserAgentParser> parsers) {
    this.parsers = parsers;
  }

  @Override
  public Device parse(String userAgent) {
    if (parser == null) {
      parser = parsers.get();
    }
    return parser.parse(userAgent);
  }
}
