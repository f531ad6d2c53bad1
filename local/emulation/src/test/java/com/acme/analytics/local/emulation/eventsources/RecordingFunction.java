package com.acme.analytics.local.emulation.eventsources;

import com.acme.analytics.local.emulation.apigateway.FunctionInvoker;
import com.acme.analytics.local.emulation.lambda.InvokeResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the events that it is invoked with, and answers each as it is told. */
final class RecordingFunction implements FunctionInvoker {
  static final CompletableFuture<InvokeResult> SUCCESS =
      CompletableFuture.completedFuture(
          new InvokeResult.Success("null".getBytes(StandardCharsets.UTF_8)));
  static final CompletableFuture<InvokeResult> ERROR =
      CompletableFuture.completedFuture(
          new InvokeResult.FunctionError("{}".getBytes(StandardCharsets.UTF_8)));

  private final IntFunction<CompletableFuture<InvokeResult>> answers;
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();

  /** Answers by the number of the invocation, from 0. */
  RecordingFunction(IntFunction<CompletableFuture<InvokeResult>> answers) {
    this.answers = answers;
  }

  @Override
  public CompletableFuture<InvokeResult> invoke(String functionName, byte[] payload) {
    events.add(JsonMapper.shared().readTree(payload));
    return answers.apply(events.size() - 1);
  }

  List<JsonNode> events() {
    return events;
  }

  /** Every record's value, in the order of delivery. */
  List<String> values() {
    List<String> values = new ArrayList<>();
    events.forEach(event -> values.addAll(values(event)));
    return values;
  }

  static List<String> values(JsonNode event) {
    List<String> values = new ArrayList<>();
    for (JsonNode partition : event.path("records").values()) {
      for (JsonNode record : partition.values()) {
        values.add(new String(record.path("value").binaryValue(), StandardCharsets.UTF_8));
      }
    }
    return values;
  }
}
