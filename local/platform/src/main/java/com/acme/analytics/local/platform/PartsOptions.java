package com.acme.analytics.local.platform;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which parts of the platform are to run. */
final class PartsOptions {
  private static final String WITH = "--with";
  private static final String TIERS = "--tiers";

  @Option(
      names = WITH,
      paramLabel = "PART",
      description =
          "Also run this part, which takes memory and few need: ${COMPLETION-CANDIDATES}"
              + " (customers' streams, copied by Kafka Connect).")
  private Set<Extra> extras = EnumSet.noneOf(Extra.class);

  @Option(
      names = TIERS,
      paramLabel = "TIER",
      split = ",",
      description =
          "The stores that queries reach, separated by commas, hot among them (default: hot,warm,lake)."
              + " \"hot\" alone saves 1.3 GB.")
  private Set<StoreTier> tiers = EnumSet.allOf(StoreTier.class);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** What runs beside that which every platform has. */
  Set<Extra> extras() {
    return extras;
  }

  /**
   * The stores.
   *
   * @throws ParameterException without the hot one, which nothing works without
   */
  Set<StoreTier> tiers() {
    if (!tiers.contains(StoreTier.HOT)) {
      throw new ParameterException(
          command.commandLine(), "%s: %s (expected: hot among them)".formatted(TIERS, tiers));
    }
    return tiers;
  }

  /** The same as arguments of another command. */
  List<String> arguments() {
    String stores = tiers().stream().map(StoreTier::toString).collect(Collectors.joining(","));
    return Stream.concat(
            extras.stream().flatMap(extra -> Stream.of(WITH, extra.toString())),
            Stream.of(TIERS, stores))
        .toList();
  }
}
