package com.acme.analytics.local.console.query;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A table of text with aligned columns.
 *
 * @param columns in order
 * @param rows each with as many cells as there are columns
 */
record TextTable(List<Column> columns, List<List<String>> rows) {
  /**
   * A column's head.
   *
   * @param name its title
   * @param number whether its cells are numbers, which stand at the right
   */
  record Column(String name, boolean number) {}

  void print(PrintWriter out) {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] =
          Math.max(
              columns.get(i).name().length(),
              rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
    }
    out.println(line(widths, i -> columns.get(i).name()));
    out.println(line(widths, i -> "-".repeat(widths[i])));
    rows.forEach(row -> out.println(line(widths, i -> printable(row.get(i)))));
  }

  private String line(int[] widths, IntFunction<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.apply(i);
      String padding = " ".repeat(widths[i] - cell.length());
      line.append(i == 0 ? "" : "  ");
      line.append(columns.get(i).number() ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }

  /** Data must not steer the terminal: control characters become a middle dot. */
  private static String printable(String cell) {
    return cell.replaceAll("\\p{Cntrl}", "·");
  }
}
