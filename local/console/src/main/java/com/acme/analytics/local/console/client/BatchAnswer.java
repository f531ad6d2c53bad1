package com.acme.analytics.local.console.client;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The API's answer for a batch, event by event.
 *
 * @param accepted how many events are stored
 * @param rejected the events that will never be taken, each with its reason
 * @param retry indexes of the events to send again
 */
record BatchAnswer(int accepted, List<Rejection> rejected, List<Integer> retry) {

  /**
   * Why one event was rejected.
   *
   * @param index its place in the batch
   * @param code a stable error code
   * @param detail for people
   */
  record Rejection(int index, String code, String detail) {}

  /**
   * Reads the answer.
   *
   * @param size events in the batch
   * @throws IllegalArgumentException when the answer doesn't account for each event, since then
   *     nobody knows what is stored
   */
  static BatchAnswer read(JsonNode json, int size) {
    int accepted = json.path("accepted").asInt(-1);
    List<Rejection> rejected = new ArrayList<>();
    List<Integer> retry = new ArrayList<>();
    for (JsonNode result : json.path("results")) {
      int index = result.path("index").asInt(-1);
      if (index < 0 || index >= size) {
        throw new IllegalArgumentException(
            "results[].index: " + index + " (expected: 0 to " + (size - 1) + ")");
      }
      switch (result.path("status").asString("")) {
        case "accepted" -> {}
        case "retry" -> retry.add(index);
        case "rejected" ->
            rejected.add(
                new Rejection(index, result.path("code").asString("unknown"), detailOf(result)));
        default ->
            throw new IllegalArgumentException(
                "results[].status: "
                    + result.path("status")
                    + " (expected: accepted, rejected or retry)");
      }
    }
    if (accepted + rejected.size() + retry.size() != size) {
      throw new IllegalArgumentException(
          "accepted: %d, rejected: %d, retry: %d (expected: %d in all)"
              .formatted(accepted, rejected.size(), retry.size(), size));
    }
    return new BatchAnswer(accepted, List.copyOf(rejected), List.copyOf(retry));
  }

  private static String detailOf(JsonNode result) {
    String pointer = result.path("pointer").asString("");
    String detail = result.path("detail").asString("");
    return pointer.isEmpty() ? detail : pointer + ": " + detail;
  }
}
