package com.acme.analytics.local.console.demo;

import com.acme.analytics.local.console.terminal.CommandFailure;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the {@link Truth} of a demo as a JSON document. */
final class TruthFile {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Path path;

  TruthFile(Path path) {
    this.path = path;
  }

  /**
   * Writes the document, replacing one that is there.
   *
   * @param sent deliveries, repeats included
   * @param awkward empty for live traffic, which has none
   */
  void write(
      Seed seed, Instant from, Instant to, Truth truth, long sent, List<AwkwardCase> awkward) {
    ObjectNode json = JSON.createObjectNode();
    json.put("seed", seed.value());
    json.put("from", from.toString());
    json.put("to", to.toString());
    json.put("events", truth.events());
    json.put("sent", sent);
    json.put("bot_events", truth.botEvents());
    json.put("unique_users", truth.byUser().people());
    json.put("sessions", truth.byUser().sessions());
    json.put("visitors", truth.byVisitor().people());
    json.put("visitor_sessions", truth.byVisitor().sessions());
    json.put("revenue", truth.revenueCents() / 100.0);
    putCounts(json.putObject("per_event"), truth.perEvent());
    putCounts(json.putObject("per_path"), truth.perPath());
    putCounts(json.putObject("per_minute"), truth.perMinute());
    putFunnel(json.putArray("funnel"), truth.funnel());
    ObjectNode cases = json.putObject("awkward");
    awkward.forEach(one -> putCase(cases.putObject(one.name()), one));
    try {
      JSON.writeValue(path, json);
    } catch (JacksonException e) {
      throw new CommandFailure("the truth can't be written: " + e.getOriginalMessage(), e);
    }
  }

  private static void putCounts(ObjectNode into, Map<?, Long> counts) {
    counts.forEach((key, count) -> into.put(key.toString(), count));
  }

  private static void putFunnel(ArrayNode into, FunnelCounter funnel) {
    for (int i = 0; i < FunnelCounter.STEPS.size(); i++) {
      into.addObject()
          .put("step", FunnelCounter.STEPS.get(i))
          .put("users", funnel.users(i))
          .put("sessions", funnel.sessions(i));
    }
  }

  private static void putCase(ObjectNode into, AwkwardCase one) {
    one.users().forEach(into.putArray("users")::add);
    into.put("events", one.events());
    into.put("sent", one.sent());
    into.put("sessions", one.sessions());
  }
}
