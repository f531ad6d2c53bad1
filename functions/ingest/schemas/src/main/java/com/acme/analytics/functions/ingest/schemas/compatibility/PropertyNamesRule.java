package com.acme.analytics.functions.ingest.schemas.compatibility;

/** {@code propertyNames}: every name that was accepted still is. */
final class PropertyNamesRule implements Rule {
  @Override
  public void compare(Side previous, Side next, Findings findings) {
    if (next.has("propertyNames") && previous.types().contains(ValueType.OBJECT)) {
      findings.descend(previous.child("propertyNames"), next.child("propertyNames"));
    }
  }
}
