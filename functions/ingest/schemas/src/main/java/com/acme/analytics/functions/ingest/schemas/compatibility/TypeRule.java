package com.acme.analytics.functions.ingest.schemas.compatibility;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code type}: every kind of value that was accepted still is. */
final class TypeRule implements Rule {
  @Override
  public void compare(Side previous, Side next, Findings findings) {
    if (!next.has("type")) {
      return;
    }
    Set<ValueType> lost = EnumSet.copyOf(previous.types());
    lost.removeAll(ValueType.named(next.get("type")));
    if (!lost.isEmpty()) {
      findings.add(next.pointer().child("type"), "type " + next.get("type"), "also " + names(lost));
    }
  }

  private static String names(Set<ValueType> types) {
    return types.stream()
        .map(type -> type == ValueType.FRACTION ? "number" : type.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
