package com.acme.analytics.functions.ingest.schemas.compatibility;

import com.acme.analytics.functions.ingest.schemas.compile.SchemaDialect;
import java.util.List;

/**
 * The elements of arrays: first those with a schema of their own, then the rest. Draft 2020-12 says
 * {@code prefixItems} and {@code items}, draft-07 {@code items} and {@code additionalItems}.
 */
final class ItemsRule implements Rule {
  /** What applies to an array's elements. */
  private record Elements(List<Side> first, Side rest) {
    static Elements of(Side side) {
      boolean draft07 = side.document().dialect() == SchemaDialect.DRAFT_07;
      if (draft07 && side.get("items").isArray()) {
        return new Elements(side.elements("items"), side.child("additionalItems"));
      }
      return new Elements(draft07 ? List.of() : side.elements("prefixItems"), side.child("items"));
    }

    Side at(int index) {
      return index < first.size() ? first.get(index) : rest;
    }
  }

  @Override
  public void compare(Side previous, Side next, Findings findings) {
    if (!previous.types().contains(ValueType.ARRAY)) {
      return;
    }
    Elements before = Elements.of(previous);
    Elements after = Elements.of(next);
    for (int i = 0; i < Math.max(before.first().size(), after.first().size()); i++) {
      findings.descend(before.at(i), after.at(i));
    }
    findings.descend(before.rest(), after.rest());
  }
}
