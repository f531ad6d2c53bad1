package com.acme.analytics.functions.query.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;

/**
 * One of what SELECT lists.
 *
 * @param name of its column in the answer
 */
record SelectItem(SqlNode node, Term term, String name) {

  /** The aliases as written, before validation gives one to each. */
  static List<Optional<String>> aliases(SqlSelect parsed) {
    return parsed.getSelectList().stream()
        .map(
            item ->
                item.getKind() == SqlKind.AS
                    ? Optional.of(((SqlIdentifier) ((SqlCall) item).operand(1)).getSimple())
                    : Optional.<String>empty())
        .toList();
  }

  /** What a validated statement selects. */
  static List<SelectItem> of(SqlSelect validated, List<Optional<String>> aliases) {
    List<SelectItem> items = new ArrayList<>();
    for (int i = 0; i < aliases.size(); i++) {
      SqlNode item = validated.getSelectList().get(i);
      SqlNode expression = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
      Term term = TermReader.read(expression);
      items.add(new SelectItem(item, term, aliases.get(i).orElse(term.column())));
    }
    return items;
  }

  /** The names given to something other than the column of that name. */
  static Set<String> newNames(List<SelectItem> items) {
    return items.stream()
        .filter(item -> !item.name().equals(item.term().column()))
        .map(SelectItem::name)
        .collect(Collectors.toUnmodifiableSet());
  }
}
