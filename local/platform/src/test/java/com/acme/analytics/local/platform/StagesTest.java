package com.acme.analytics.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StagesTest {
  private final List<String> closed = new CopyOnWriteArrayList<>();
  private final Stages stages = new Stages();

  @Test
  void theLastStageIsClosedFirstAndAFailureKeepsNothingOpen() {
    stages.next();
    stages.add(() -> closed.add("engine"));
    stages.next();
    stages.add(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    stages.add(() -> closed.add("door"));

    stages.close();

    assertThat(closed).containsExactly("door", "engine");
  }

  @Test
  void thePartsOfAStageAreClosedAtTheSameTime() {
    CyclicBarrier both = new CyclicBarrier(2);
    stages.next();
    for (String name : List.of("one", "other")) {
      stages.add(
          () -> {
            both.await(1, TimeUnit.MINUTES);
            closed.add(name);
          });
    }

    stages.close();

    assertThat(closed).containsExactlyInAnyOrder("one", "other");
  }
}
