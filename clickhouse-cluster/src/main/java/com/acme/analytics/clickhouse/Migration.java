package com.acme.analytics.clickhouse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One step of the schema: a file {@code V001__create_events.sql} of statements, each ending with a
 * semicolon at the end of a line. Table names are unqualified: they are of the database migrated.
 *
 * <p>ClickHouse has no transactional DDL, so every statement must be repeatable: a run that died
 * half-way, or two runs at once, execute it again and end with the same schema.
 *
 * @param version 1 or more
 * @param name words joined by underscores
 * @param sql the file's text
 */
public record Migration(int version, String name, String sql) {
  private static final Pattern FILE_NAME = Pattern.compile("V(\\d{3})__([a-z0-9_]+)\\.sql");
  private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*--.*$\\R?");
  private static final Pattern END_OF_STATEMENT = Pattern.compile(";[ \\t]*(?:\\R|\\z)");
  private static final Pattern REPEATABLE =
      Pattern.compile(
          "CREATE (?:TABLE|VIEW|MATERIALIZED VIEW|DICTIONARY) IF NOT EXISTS .*"
              + "|DROP (?:TABLE|VIEW|DICTIONARY) IF EXISTS .*"
              + "|ALTER TABLE \\S+ (?:"
              + "ADD (?:COLUMN|INDEX|PROJECTION|CONSTRAINT) IF NOT EXISTS"
              + "|DROP (?:COLUMN|INDEX|PROJECTION|CONSTRAINT) IF EXISTS"
              + "|MATERIALIZE INDEX"
              + "|MODIFY) .*",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  /**
   * @throws IllegalArgumentException when there is no statement, or one can't be repeated
   */
  public Migration {
    if (version < 1) {
      throw new IllegalArgumentException("version: " + version + " (expected: > 0)");
    }
    List<String> statements = split(sql);
    if (statements.isEmpty()) {
      throw new IllegalArgumentException("migration " + version + ": no statement in its file");
    }
    for (String statement : statements) {
      if (!REPEATABLE.matcher(statement).matches()) {
        throw new IllegalArgumentException(
            "migration %d: \"%s\" (expected: a repeatable statement: CREATE .. IF NOT EXISTS, DROP .. IF EXISTS, ALTER TABLE .. ADD .. IF NOT EXISTS, DROP .. IF EXISTS, MATERIALIZE INDEX or MODIFY)"
                .formatted(version, statement.lines().findFirst().orElse("")));
      }
    }
  }

  /**
   * The migration in the file of this name.
   *
   * @throws IllegalArgumentException when the name is not like {@code V001__create_events.sql}
   */
  public static Migration of(String fileName, String sql) {
    var parts = FILE_NAME.matcher(fileName);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "migration file: " + fileName + " (expected: like V001__create_events.sql)");
    }
    return new Migration(Integer.parseInt(parts.group(1)), parts.group(2), sql);
  }

  /** The statements in order, without comments and semicolons. */
  public List<String> statements() {
    return split(sql);
  }

  /** SHA-256 of the file's text in hexadecimal, whatever its line ends. */
  public String checksum() {
    return Sha256.hex(sql.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> split(String sql) {
    String code = COMMENT.matcher(sql).replaceAll("");
    return END_OF_STATEMENT
        .splitAsStream(code)
        .map(String::strip)
        .filter(statement -> !statement.isEmpty())
        .toList();
  }
}
