package com.acme.analytics.functions.ingest.schemas.compile;

import com.acme.analytics.functions.ingest.schemas.compile.Subschema.Child;
import com.acme.analytics.functions.ingest.schemas.compile.Subschema.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Counts how often one part of an event can be looked at: subschemas that apply to the same value
 * add up, those that share out its parts do not. References are followed each time, so that a few
 * lines that refer to each other twice can't become a million look-ups. A reference that leads back
 * to itself is refused: how often it is followed would depend on the event. How deep they lead is
 * bounded too, because each level is a few frames of the stack.
 */
final class WorkEstimate {
  private static final long ENOUGH = Integer.MAX_VALUE;

  private record Cost(long work, int depth) {}

  private final SchemaDocument document;
  private final Map<String, Cost> known = new HashMap<>();
  private final Set<String> underWay = new HashSet<>();

  WorkEstimate(SchemaDocument document) {
    this.document = document;
  }

  /**
   * Refuses a schema that is too much work, or none that ends.
   *
   * @throws RefusedSchemaException with the pointer of the reference or of the root
   */
  void check() throws RefusedSchemaException {
    // Also of definitions nobody refers to, whose references might never end.
    for (Subschema subschema : document.all()) {
      Cost cost = of(subschema);
      if (cost.work() > SchemaLimits.WORK) {
        throw new RefusedSchemaException(
            subschema.pointer(),
            "up to %d steps for one part of an event (expected: at most %d)"
                .formatted(cost.work(), SchemaLimits.WORK));
      }
      if (cost.depth() > SchemaLimits.REFERENCE_DEPTH) {
        throw new RefusedSchemaException(
            subschema.pointer(),
            "%d levels with what it refers to (expected: at most %d)"
                .formatted(cost.depth(), SchemaLimits.REFERENCE_DEPTH));
      }
    }
  }

  private Cost of(Subschema subschema) throws RefusedSchemaException {
    String pointer = subschema.pointer().value();
    Cost before = known.get(pointer);
    if (before != null) {
      return before;
    }
    if (!underWay.add(pointer)) {
      throw new RefusedSchemaException(
          subschema.pointer(),
          "#%s: refers to itself (expected: references that end)".formatted(pointer));
    }
    long work = own(subschema.node());
    long widestPart = 0;
    int depth = 0;
    for (Child child : subschema.children()) {
      // A definition counts where it is referred to.
      if (child.place() != Place.NOWHERE) {
        Cost cost = of(child.subschema());
        depth = Math.max(depth, cost.depth());
        if (child.place() == Place.PART) {
          widestPart = Math.max(widestPart, cost.work());
        } else {
          work += cost.work();
        }
      }
    }
    JsonNode reference = subschema.node().get("$ref");
    if (reference != null) {
      Cost cost = of(document.resolve(reference.asString()).orElseThrow());
      depth = Math.max(depth, cost.depth());
      work += cost.work();
    }
    underWay.remove(pointer);
    Cost cost = new Cost(Math.min(work + widestPart, ENOUGH), depth + 1);
    known.put(pointer, cost);
    return cost;
  }

  /** Each name is looked up in each object, each expression run over each character. */
  private static long own(JsonNode node) {
    long work = 1L + size(node, "properties") + size(node, "required");
    for (String dependencies : new String[] {"dependentRequired", "dependencies"}) {
      work += size(node, dependencies);
      for (JsonNode names : node.path(dependencies)) {
        work += names.isArray() ? names.size() : 0;
      }
    }
    if (node.has("pattern")) {
      work += LinearPattern.compile(node.get("pattern").asString()).size();
    }
    for (String expression : node.path("patternProperties").propertyNames()) {
      // additionalProperties looks at the same names again.
      work += 2L * LinearPattern.compile(expression).size();
    }
    return work;
  }

  private static int size(JsonNode node, String keyword) {
    return node.path(keyword).size();
  }
}
