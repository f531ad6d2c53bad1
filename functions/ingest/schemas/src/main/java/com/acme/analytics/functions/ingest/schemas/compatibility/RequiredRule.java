package com.acme.analytics.functions.ingest.schemas.compatibility;

import com.acme.analytics.functions.ingest.schemas.compile.Shown;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** {@code required}: no property becomes required. */
final class RequiredRule implements Rule {
  @Override
  public void compare(Side previous, Side next, Findings findings) {
    if (!previous.types().contains(ValueType.OBJECT)) {
      return;
    }
    Set<String> before = names(previous.get("required"));
    int index = 0;
    for (JsonNode name : next.get("required")) {
      if (!before.contains(name.asString())) {
        findings.add(
            next.pointer().child("required").child(index),
            "property %s required".formatted(Shown.value(name)),
            "optional, as before");
      }
      index++;
    }
  }

  static Set<String> names(JsonNode list) {
    Set<String> names = new HashSet<>();
    list.forEach(name -> names.add(name.asString()));
    return names;
  }
}
