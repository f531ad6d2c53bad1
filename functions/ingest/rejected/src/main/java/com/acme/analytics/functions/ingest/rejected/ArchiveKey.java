package com.acme.analytics.functions.ingest.rejected;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key of an object of the archive, {@code
 * <group>/<partition>-<first>-<last>-<count>.ndjson.gz}. It says which records the object holds:
 * every one of the group that the partition has from the first offset to the last. So a list of
 * keys is enough to count, and to see that a record delivered again is there already.
 *
 * @param partition of the topic, below 100,000
 * @param first offset of the first record
 * @param last offset of the last record; less than {@link #SPAN} after the first
 * @param count how many records, 1 or more
 */
public record ArchiveKey(ArchiveGroup group, int partition, long first, long last, int count) {
  /**
   * No object reaches over more offsets. It is as many records as a batch can have, so it cuts
   * nothing in practice; it bounds how far back the object that holds an offset may begin.
   */
  public static final long SPAN = 10_000;

  /** Partitions have numbers below this. */
  public static final int PARTITIONS = 100_000;

  private static final Pattern FORM =
      Pattern.compile(
          "(?<owner>[a-z0-9_][a-z0-9_-]*)/(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})/(?<hour>[0-9]{2})/"
              + "(?<code>[a-z][a-z0-9_]*)/(?<partition>[0-9]{5})-(?<first>[0-9]{19})"
              + "-(?<last>[0-9]{19})-(?<count>[0-9]{1,5})[.]ndjson[.]gz");

  /** The key as S3 has it. */
  public String text() {
    return "%s/%s-%019d-%d.ndjson.gz".formatted(group.path(), from(partition, first), last, count);
  }

  /** What the keys of a partition's objects begin with from an offset on; sorts before them. */
  public static String start(ArchiveGroup group, int partition, long first) {
    return group.path() + '/' + from(partition, Math.max(0, first));
  }

  /** The key a text stands for; empty when it is none of the archive's. */
  public static Optional<ArchiveKey> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    ArchiveGroup group =
        new ArchiveGroup(
            form.group("owner"),
            Instant.parse(form.group("date") + 'T' + form.group("hour") + ":00:00Z"),
            form.group("code"));
    return Optional.of(
        new ArchiveKey(
            group,
            Integer.parseInt(form.group("partition")),
            Long.parseLong(form.group("first")),
            Long.parseLong(form.group("last")),
            Integer.parseInt(form.group("count"))));
  }

  private static String from(int partition, long first) {
    return "%05d-%019d".formatted(partition, first);
  }
}
