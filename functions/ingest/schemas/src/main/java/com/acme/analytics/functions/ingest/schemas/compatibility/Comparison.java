package com.acme.analytics.functions.ingest.schemas.compatibility;

import com.acme.analytics.functions.ingest.schemas.compile.LinearPattern;
import com.acme.analytics.functions.ingest.schemas.compile.SchemaDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells whether a schema accepts everything that another one accepts. It errs to one side only:
 * what it can't decide it counts as a break, so that no break means that there is none. The rules
 * are listed in docs/formats/schemas.md.
 */
public final class Comparison {
  /** Pairs of subschemas; beyond it nothing is decided any more. */
  private static final int STEPS = 50_000;

  private static final List<Rule> RULES =
      List.of(
          new TypeRule(),
          new ValuesRule(),
          new NumberRangeRule(),
          new MultipleOfRule(),
          new SizeRule(ValueType.STRING, "minLength", "maxLength"),
          new UnchangedRule(ValueType.STRING, "pattern"),
          new UnchangedRule(ValueType.STRING, "format"),
          new SizeRule(ValueType.ARRAY, "minItems", "maxItems"),
          new UniqueItemsRule(),
          new ItemsRule(),
          new ContainsRule(),
          new SizeRule(ValueType.OBJECT, "minProperties", "maxProperties"),
          new RequiredRule(),
          new DependenciesRule(),
          new PropertyNamesRule(),
          new PropertiesRule(),
          new AllOfRule(),
          new AnyOfRule(),
          new UndecidedRule(List.of("oneOf")),
          new UndecidedRule(List.of("not")),
          new UndecidedRule(List.of("if", "then", "else")),
          // These depend on what all the other keywords looked at.
          new WholeRule("unevaluatedItems"),
          new WholeRule("unevaluatedProperties"));

  private record Pair(String previous, String next) {
    static Pair of(Side previous, Side next) {
      return new Pair(name(previous), name(next));
    }

    /** An implied boolean has the pointer of a keyword, where nothing else of its kind stands. */
    private static String name(Side side) {
      return side.node().isBoolean() ? side.pointer() + " " + side.node() : side.pointer().value();
    }
  }

  private final Side previous;
  private final Side next;
  private final Map<Pair, List<Break>> compared = new HashMap<>();
  private final Map<String, LinearPattern> patterns = new HashMap<>();
  private final Sameness sameness = new Sameness();

  private Comparison(SchemaDocument previous, SchemaDocument next) {
    this.previous = Side.root(previous);
    this.next = Side.root(next);
  }

  /** The comparison of two versions that were both reviewed. */
  public static Comparison of(SchemaDocument previous, SchemaDocument next) {
    return new Comparison(previous, next);
  }

  /** Where the next version may refuse what the previous one accepts; empty when nowhere. */
  public List<Break> breaks() {
    return compare(previous, next);
  }

  List<Break> compare(Side before, Side after) {
    if (before.refusesAll() || after.acceptsAll()) {
      return List.of();
    }
    Pair pair = Pair.of(before, after);
    List<Break> known = compared.get(pair);
    if (known == null) {
      known =
          compared.size() < STEPS
              ? decide(before, after)
              : List.of(
                  new Break(
                      after.pointer().value(), "too much to compare (expected: fewer subschemas)"));
      compared.put(pair, known);
    }
    return known;
  }

  boolean matches(String pattern, String name) {
    return patterns.computeIfAbsent(pattern, LinearPattern::compile).matches(name);
  }

  boolean same(Side before, Side after) {
    return sameness.same(before, after);
  }

  private List<Break> decide(Side before, Side after) {
    if (same(before, after)) {
      return List.of();
    }
    if (after.refusesAll()) {
      return List.of(
          new Break(
              after.pointer().value(),
              "nothing is accepted (expected: what the previous version accepted)"));
    }
    Findings findings = new Findings(this);
    RULES.forEach(rule -> rule.compare(before, after, findings));
    List<Break> breaks = findings.breaks();
    return breaks.isEmpty() || holdsByParts(before, after) ? List.of() : breaks;
  }

  /**
   * A value that the previous version accepts is accepted by each of its conjuncts and by one of
   * its alternatives: it is enough that one of those, or all of these, are no break.
   */
  private boolean holdsByParts(Side before, Side after) {
    return before.conjuncts().stream().anyMatch(part -> compare(part, after).isEmpty())
        || holdsForAll(before.elements("anyOf"), after)
        || holdsForAll(before.elements("oneOf"), after);
  }

  private boolean holdsForAll(List<Side> alternatives, Side after) {
    return !alternatives.isEmpty()
        && alternatives.stream().allMatch(part -> compare(part, after).isEmpty());
  }
}
