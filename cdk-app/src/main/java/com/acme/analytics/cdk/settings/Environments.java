package com.acme.analytics.cdk.settings;

import java.util.Arrays;
import java.util.List;

/** The environments there are. */
public final class Environments {
  private Environments() {}

  public static List<EnvironmentSettings> all() {
    return List.of(Development.settings(), Staging.settings(), Production.settings());
  }

  /**
   * The environments with these names.
   *
   * @param names separated by commas
   * @throws IllegalArgumentException when there is none of a name
   */
  public static List<EnvironmentSettings> named(String names) {
    return Arrays.stream(names.split(",", -1)).map(name -> named(name.strip(), all())).toList();
  }

  private static EnvironmentSettings named(String name, List<EnvironmentSettings> all) {
    return all.stream()
        .filter(settings -> settings.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "environment: \""
                        + name
                        + "\" (expected: one of "
                        + all.stream().map(EnvironmentSettings::name).toList()
                        + ")"));
  }
}
