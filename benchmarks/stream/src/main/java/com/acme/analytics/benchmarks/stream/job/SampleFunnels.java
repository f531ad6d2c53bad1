package com.acme.analytics.benchmarks.stream.job;

import com.acme.analytics.core.funnel.Funnel;
import com.acme.analytics.core.funnel.FunnelStep;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.flink.definition.Definition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A funnel of three steps for each customer, which a quarter of the events are steps of. */
final class SampleFunnels {
  private static final List<FunnelStep> STEPS =
      Stream.of("add_to_cart", "checkout", "purchase")
          .map(event -> new FunnelStep(event, List.of()))
          .toList();

  Definition[] definitions() {
    return IntStream.range(0, StreamEvents.CUSTOMERS)
        .mapToObj(SampleFunnels::definition)
        .toArray(Definition[]::new);
  }

  private static Definition definition(int user) {
    CustomerId customer = new CustomerId(StreamEvents.customer(user));
    Funnel funnel =
        new Funnel(
            new UUID(7, user),
            customer,
            "purchase",
            STEPS,
            Duration.ofHours(1),
            Optional.empty(),
            Instant.now().truncatedTo(ChronoUnit.MINUTES));
    return new Definition(customer.value(), "funnel", funnel.id().toString(), funnel.toJson());
  }
}
