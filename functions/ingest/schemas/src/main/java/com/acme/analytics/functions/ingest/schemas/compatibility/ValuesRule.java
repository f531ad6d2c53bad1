package com.acme.analytics.functions.ingest.schemas.compatibility;

import com.acme.analytics.functions.ingest.schemas.compile.Shown;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** {@code enum} and {@code const}: no value is taken away, and no list is added. */
final class ValuesRule implements Rule {
  @Override
  public void compare(Side previous, Side next, Findings findings) {
    for (String keyword : List.of("const", "enum")) {
      if (next.has(keyword)) {
        compare(keyword, previous, next, findings);
      }
    }
  }

  private static void compare(String keyword, Side previous, Side next, Findings findings) {
    Optional<List<JsonNode>> before = previous.values();
    if (before.isEmpty()) {
      findings.add(next.pointer().child(keyword), keyword + " added", "any value, as before");
      return;
    }
    Set<JsonNode> lost = new HashSet<>(before.get());
    if (keyword.equals("const")) {
      lost.remove(next.get(keyword));
    } else {
      next.get(keyword).forEach(lost::remove);
    }
    if (!lost.isEmpty()) {
      findings.add(
          next.pointer().child(keyword),
          keyword + " without " + Shown.expectation(lost.iterator().next()),
          "all values of before");
    }
  }
}
