package com.acme.analytics.local.console.client;

import com.acme.analytics.local.console.terminal.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code run/platform.json}, in which the running platform says where it is. */
final class PlatformFile {
  private final Path file;

  PlatformFile(Path acmeHome) {
    file = acmeHome.resolve("run").resolve("platform.json");
  }

  /**
   * A text field of the file.
   *
   * @throws CommandFailure when there is no file, or it doesn't hold the field
   */
  String read(String field, String option) {
    if (!Files.isRegularFile(file)) {
      throw new CommandFailure(
          "no platform runs here (no "
              + file
              + "): start it with ./acme up, or name one with "
              + option);
    }
    JsonNode value;
    try {
      value = JsonMapper.shared().readTree(file).path(field);
    } catch (JacksonException e) {
      throw new CommandFailure(file + " can't be read: " + e.getOriginalMessage(), e);
    }
    if (!value.isString()) {
      throw new CommandFailure(file + " has no text \"" + field + "\": restart with ./acme up");
    }
    return value.stringValue();
  }
}
