package com.acme.analytics.local.platform;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What is to run beside that which every platform has. */
final class ExtrasOption {
  private static final String NAME = "--with";

  @Option(
      names = NAME,
      paramLabel = "PART",
      description =
          "Also run this part, which takes memory and few need: ${COMPLETION-CANDIDATES}"
              + " (customers' streams, copied by Kafka Connect).")
  private Set<Extra> extras = EnumSet.noneOf(Extra.class);

  Set<Extra> extras() {
    return extras;
  }

  /** The same as arguments of another command. */
  List<String> arguments() {
    return extras.stream().flatMap(extra -> Stream.of(NAME, extra.toString())).toList();
  }
}
