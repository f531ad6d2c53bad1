package com.acme.analytics.local.console.client;

import com.acme.analytics.local.console.terminal.CommandFailure;
import com.acme.analytics.local.console.terminal.Surroundings;
import picocli.CommandLine.Option;

/** The options that name the API, for each command that talks to it. */
public final class ApiOptions {
  @Option(
      names = "--api",
      paramLabel = "URL",
      description = "Address of the API (default: the platform that ./acme up started).")
  private String address;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "API key (default: the development key of the platform).")
  private String key;

  /**
   * The API as the options say, or else as the running platform does.
   *
   * @throws CommandFailure when neither says it
   */
  public Api resolve(Surroundings surroundings) {
    PlatformFile platform = new PlatformFile(surroundings.acmeHome());
    String resolvedAddress = address != null ? address : platform.read("api", "--api");
    String resolvedKey = key != null ? key : platform.read("key", "--key");
    try {
      return new Api(resolvedAddress, resolvedKey);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
  }
}
