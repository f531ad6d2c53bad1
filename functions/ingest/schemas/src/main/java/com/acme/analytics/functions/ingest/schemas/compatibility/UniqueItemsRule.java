package com.acme.analytics.functions.ingest.schemas.compatibility;

/** {@code uniqueItems}: not asked for anew. */
final class UniqueItemsRule implements Rule {
  @Override
  public void compare(Side previous, Side next, Findings findings) {
    if (previous.types().contains(ValueType.ARRAY)
        && next.get("uniqueItems").booleanValue(false)
        && !previous.get("uniqueItems").booleanValue(false)) {
      findings.add(
          next.pointer().child("uniqueItems"), "uniqueItems added", "repeated elements, as before");
    }
  }
}
