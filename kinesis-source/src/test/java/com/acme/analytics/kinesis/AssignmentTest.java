package com.acme.analytics.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class AssignmentTest {
  @Property
  void eachShardIsReadByOneTaskAndNoTaskHasTwoMoreThanAnother(
      @ForAll @IntRange(min = 1, max = 40) int shards,
      @ForAll @IntRange(min = 1, max = 10) int maxTasks) {
    List<Shard> all =
        IntStream.range(0, shards).mapToObj(i -> new Shard("s" + i, List.of(), "0", "1")).toList();

    List<Assignment> assignments = Assignment.divide(all, maxTasks, Instant.EPOCH);

    assertThat(assignments.size()).isLessThanOrEqualTo(maxTasks);
    assertThat(assignments.stream().flatMap(assignment -> assignment.shardIds().stream()))
        .containsExactlyInAnyOrderElementsOf(all.stream().map(Shard::id).toList());
    assertThat(assignments.stream().mapToInt(assignment -> assignment.shardIds().size()).boxed())
        .allMatch(
            size -> size == shards / assignments.size() || size == shards / assignments.size() + 1);
  }

  @Property
  void aTaskReadsWhatTheConnectorWrote(@ForAll @IntRange(min = 0, max = 9) int task) {
    Assignment assignment = new Assignment(task, List.of("s1", "s2"), Instant.EPOCH);

    assertThat(Assignment.of(assignment.added(Map.of("topic", "events.raw"))))
        .isEqualTo(assignment);
  }
}
