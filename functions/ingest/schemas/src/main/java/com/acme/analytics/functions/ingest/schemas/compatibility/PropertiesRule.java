package com.acme.analytics.functions.ingest.schemas.compatibility;

import com.acme.analytics.functions.ingest.schemas.compile.Shown;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code properties}, {@code patternProperties} and {@code additionalProperties}: each member's
 * value that was accepted still is. A property that is added to an open object had any value
 * before, so its schema is a break; one that is removed from a closed object was accepted before.
 */
final class PropertiesRule implements Rule {
  private static final String BY_NAME = "properties";
  private static final String BY_PATTERN = "patternProperties";
  private static final String OTHERS = "additionalProperties";

  @Override
  public void compare(Side previous, Side next, Findings findings) {
    if (!previous.types().contains(ValueType.OBJECT)) {
      return;
    }
    Set<String> names = new LinkedHashSet<>(previous.get(BY_NAME).propertyNames());
    names.addAll(next.get(BY_NAME).propertyNames());
    names.forEach(name -> compareMember(name, previous, next, findings));

    Set<String> patterns = Set.copyOf(next.get(BY_PATTERN).propertyNames());
    for (String pattern : patterns) {
      Side after = next.child(BY_PATTERN, pattern);
      if (previous.get(BY_PATTERN).has(pattern)) {
        findings.descend(previous.child(BY_PATTERN, pattern), after);
      } else {
        // Any member could match it: one of another pattern, or one of none.
        compareOthers(previous, after, Set.of(), findings);
      }
    }
    compareOthers(previous, next.child(OTHERS), patterns, findings);
  }

  /** A member is accepted by all that apply to it: one of them is enough to hold for the next. */
  private static void compareMember(String name, Side previous, Side next, Findings findings) {
    List<Side> before = schemasOf(name, previous, findings);
    for (Side after : schemasOf(name, next, findings)) {
      if (before.stream().anyMatch(each -> findings.holds(each, after))) {
        continue;
      }
      if (after.refusesAll()) {
        findings.add(
            next.pointer().child(BY_NAME).child(name),
            "property %s no longer accepted".formatted(Shown.text(name)),
            "its values of before");
      } else if (!previous.get(BY_NAME).has(name) && before.stream().anyMatch(Side::acceptsAll)) {
        findings.add(
            after.pointer(),
            "property %s added to an open object with a schema".formatted(Shown.text(name)),
            "any value, as before");
      } else {
        findings.descend(before.getFirst(), after);
      }
    }
  }

  private static void compareOthers(
      Side previous, Side after, Set<String> keptPatterns, Findings findings) {
    findings.descend(previous.child(OTHERS), after);
    for (String pattern : previous.get(BY_PATTERN).propertyNames()) {
      if (!keptPatterns.contains(pattern)) {
        findings.descend(previous.child(BY_PATTERN, pattern), after);
      }
    }
  }

  /** All that applies to a member of this name; never nothing. */
  private static List<Side> schemasOf(String name, Side side, Findings findings) {
    List<Side> schemas = new ArrayList<>();
    if (side.get(BY_NAME).has(name)) {
      schemas.add(side.child(BY_NAME, name));
    }
    for (String pattern : side.get(BY_PATTERN).propertyNames()) {
      if (findings.matches(pattern, name)) {
        schemas.add(side.child(BY_PATTERN, pattern));
      }
    }
    if (schemas.isEmpty()) {
      schemas.add(side.child(OTHERS));
    }
    return schemas;
  }
}
