package com.acme.analytics.functions.query.sql;

import com.acme.analytics.core.problem.ProblemException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.sql.parser.SqlParseException;

/**
 * Tells of a mistake in the grammar in one line. Calcite lists each token of all of SQL that could
 * follow; what is left here is what a statement of ours can go on with.
 */
final class SyntaxError {
  private static final String NAME = "a name";
  private static final Pattern ENCOUNTERED =
      Pattern.compile("(?s)(?:Encountered \"|near the keyword ')(.*?)(?:\"|') at line");
  private static final Pattern KEYWORD = Pattern.compile("(?s)(?:.*\\s)?([A-Za-z_]+)");

  /** Possible only where a statement begins. */
  private static final String A_STATEMENT = "EXPLAIN";

  /** As people call what the grammar calls so, in the order in which a statement has it. */
  private static final List<Map.Entry<String, String>> WORDS =
      List.of(
          Map.entry("<IDENTIFIER>", NAME),
          Map.entry("<QUOTED_STRING>", "a text in single quotes"),
          Map.entry("<UNSIGNED_INTEGER_LITERAL>", "a number"),
          Map.entry("(", "("),
          Map.entry(")", ")"),
          Map.entry(",", ","),
          Map.entry("AS", "AS"),
          Map.entry("FROM", "FROM"),
          Map.entry("WHERE", "WHERE"),
          Map.entry("=", "="),
          Map.entry("IN", "IN"),
          Map.entry("BETWEEN", "BETWEEN"),
          Map.entry("AND", "AND"),
          Map.entry("BY", "BY"),
          Map.entry("GROUP", "GROUP BY"),
          Map.entry("ORDER", "ORDER BY"),
          Map.entry("LIMIT", "LIMIT"),
          Map.entry("<EOF>", "the end"));

  private SyntaxError() {}

  static ProblemException of(SqlParseException e) {
    if (e.getCause() instanceof StackOverflowError) {
      return SqlCompiler.nestedTooDeeply();
    }
    if (e.getPos() == null) {
      return SqlRefusal.of("sql: " + firstLine(e) + " (expected: a SELECT)");
    }
    Matcher encountered = ENCOUNTERED.matcher(e.getMessage());
    if (!encountered.find()) {
      return SqlRefusal.of(e.getPos(), firstLine(e), "SELECT … FROM events …");
    }
    String found = encountered.group(1);
    List<String> expected = expected(e);
    return SqlRefusal.of(
        e.getPos(),
        "\"" + found + "\"",
        String.join(", ", expected) + (expected.contains(NAME) ? hint(found) : ""));
  }

  private static List<String> expected(SqlParseException e) {
    Set<String> tokens = new LinkedHashSet<>();
    for (int[] sequence : e.getExpectedTokenSequences()) {
      tokens.add(e.getTokenImages()[sequence[sequence.length - 1]].replace("\"", ""));
    }
    if (tokens.contains(A_STATEMENT)) {
      return List.of("SELECT");
    }
    List<String> words =
        WORDS.stream()
            .filter(word -> tokens.contains(word.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    return words.isEmpty() ? tokens.stream().sorted().limit(5).toList() : words;
  }

  /** A name that is a word of SQL is the mistake most often made. */
  private static String hint(String found) {
    Matcher keyword = KEYWORD.matcher(found);
    return keyword.matches() && !found.equals("<EOF>")
        ? "; a name that is a word of SQL is quoted: \"" + keyword.group(1) + "\""
        : "";
  }

  private static String firstLine(SqlParseException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no SQL");
  }
}
