package com.acme.analytics.functions.ingest.schemas.compatibility;

import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes small values out of few parts, so that schemas and values often meet. */
final class RandomJson {
  static final List<String> NAMES = List.of("a", "b", "ab", "c");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<JsonNode> SCALARS =
      List.of(
          JSON.nullNode(),
          JSON.booleanNode(true),
          JSON.numberNode(0),
          JSON.numberNode(1),
          JSON.numberNode(2),
          JSON.numberNode(-3),
          JSON.numberNode(1.0),
          JSON.numberNode(1.5),
          JSON.stringNode(""),
          JSON.stringNode("a"),
          JSON.stringNode("ab"),
          JSON.stringNode("2026-03-09"));

  private final Random random;

  RandomJson(Random random) {
    this.random = random;
  }

  JsonNode value(int depth) {
    return switch (depth <= 0 ? 0 : random.nextInt(4)) {
      case 1 -> array(depth);
      case 2, 3 -> object(depth);
      default -> scalar();
    };
  }

  JsonNode scalar() {
    return SCALARS.get(random.nextInt(SCALARS.size()));
  }

  private ArrayNode array(int depth) {
    ArrayNode array = JSON.arrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(value(depth - 1));
    }
    return array;
  }

  private ObjectNode object(int depth) {
    ObjectNode object = JSON.objectNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      object.set(NAMES.get(random.nextInt(NAMES.size())), value(depth - 1));
    }
    return object;
  }
}
