package com.acme.analytics.local.supervisor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The checkpoints that a job left in its directory, {@code <checkpoints>/<job id>/chk-<number>}. A
 * job that begins from one counts on from its number, so across restarts of one job id the highest
 * number is the newest. Flink renames {@code _metadata} into place last: where it is, the
 * checkpoint is complete.
 */
record RetainedCheckpoints(Path directory, String jobId) {
  private static final Pattern CHECKPOINT = Pattern.compile("chk-(\\d+)");

  /** The newest complete one; empty when there is none. */
  Optional<Path> newest() throws IOException {
    Path job = directory.resolve(jobId);
    if (!Files.isDirectory(job)) {
      return Optional.empty();
    }
    try (Stream<Path> children = Files.list(job)) {
      return children
          .filter(child -> number(child) >= 0)
          .filter(child -> Files.isRegularFile(child.resolve("_metadata")))
          .max(Comparator.comparingLong(RetainedCheckpoints::number));
    }
  }

  /** -1 for a directory of another kind. */
  private static long number(Path checkpoint) {
    Matcher name = CHECKPOINT.matcher(checkpoint.getFileName().toString());
    return name.matches() ? Long.parseLong(name.group(1)) : -1;
  }
}
