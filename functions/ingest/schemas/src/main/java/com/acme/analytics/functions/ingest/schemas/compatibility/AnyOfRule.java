package com.acme.analytics.functions.ingest.schemas.compatibility;

import java.util.List;

/** {@code anyOf}: each alternative of before lies within one alternative of now. */
final class AnyOfRule implements Rule {
  @Override
  public void compare(Side previous, Side next, Findings findings) {
    if (!next.has("anyOf")) {
      return;
    }
    List<Side> alternatives = next.elements("anyOf");
    boolean holds = within(previous, alternatives, findings);
    for (String keyword : List.of("anyOf", "oneOf")) {
      List<Side> before = previous.elements(keyword);
      holds |=
          !before.isEmpty()
              && before.stream().allMatch(each -> within(each, alternatives, findings));
    }
    if (!holds) {
      findings.add(
          next.pointer().child("anyOf"),
          "anyOf added or changed, whose effect can't be decided",
          "each alternative of before within one of now");
    }
  }

  private static boolean within(Side before, List<Side> alternatives, Findings findings) {
    return alternatives.stream().anyMatch(after -> findings.holds(before, after));
  }
}
