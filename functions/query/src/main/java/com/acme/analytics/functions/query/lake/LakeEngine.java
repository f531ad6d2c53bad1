package com.acme.analytics.functions.query.lake;

import java.util.List;
import java.util.function.Consumer;

/** What runs statements over the lake: Athena, or a Trino. */
public interface LakeEngine extends AutoCloseable {
  /**
   * Runs a statement.
   *
   * @param parameters texts in the order of the statement's question marks
   * @param rows is told each row once, its cells as text, null where there is none
   * @throws com.acme.analytics.core.problem.ProblemException when there is no answer
   */
  void run(String text, List<String> parameters, Consumer<List<String>> rows);

  @Override
  void close();
}
