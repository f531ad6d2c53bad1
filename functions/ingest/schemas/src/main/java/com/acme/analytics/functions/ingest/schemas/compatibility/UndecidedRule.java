package com.acme.analytics.functions.ingest.schemas.compatibility;

import java.util.List;

/**
 * Keywords whose effect together nobody can decide: they stay as they are, or go.
 *
 * @param keywords each with a subschema or a list of them
 */
record UndecidedRule(List<String> keywords) implements Rule {
  @Override
  public void compare(Side previous, Side next, Findings findings) {
    String first = keywords.getFirst();
    if (next.has(first)
        && !keywords.stream().allMatch(each -> same(each, previous, next, findings))) {
      findings.add(
          next.pointer().child(first),
          first + " added or changed, whose effect can't be decided",
          first + " as before, or none");
    }
  }

  private static boolean same(String keyword, Side previous, Side next, Findings findings) {
    if (previous.has(keyword) != next.has(keyword)) {
      return false;
    }
    if (!next.get(keyword).isArray()) {
      return !next.has(keyword) || findings.same(previous.child(keyword), next.child(keyword));
    }
    List<Side> before = previous.elements(keyword);
    List<Side> after = next.elements(keyword);
    if (before.size() != after.size()) {
      return false;
    }
    for (int i = 0; i < after.size(); i++) {
      if (!findings.same(before.get(i), after.get(i))) {
        return false;
      }
    }
    return true;
  }
}
