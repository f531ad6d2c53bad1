package com.acme.analytics.benchmarks;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is printed: lines of progress while it runs, at the end tables in Markdown and ratios. */
public final class Report {
  private final PrintStream out;
  private final long start = System.nanoTime();
  private final List<String> lines = new ArrayList<>();
  private final List<String> ratios = new ArrayList<>();

  public Report(PrintStream out) {
    this.out = out;
  }

  /** A line at once, with the time since the start. */
  public void progress(String line) {
    Duration since = Duration.ofNanos(System.nanoTime() - start);
    out.printf("[%d:%02d] %s%n", since.toMinutes(), since.toSecondsPart(), line);
  }

  /** A table for the end. */
  public void table(String title, List<String> header, List<List<String>> rows) {
    lines.add("");
    lines.add(title);
    lines.add("");
    lines.add(row(header));
    lines.add("| --- ".repeat(header.size()) + "|");
    rows.forEach(cells -> lines.add(row(cells)));
  }

  /** A figure that must not be smaller. */
  public void floor(String name, double measured, double floor) {
    ratio(name, "floor", measured, floor, measured >= floor);
  }

  /** A figure that should not be smaller. */
  public void aim(String name, double measured, double aim) {
    ratio(name, "aim", measured, aim, measured >= aim);
  }

  /** A figure that should not be larger. */
  public void limit(String name, double measured, double limit) {
    ratio(name, "limit", measured, limit, measured <= limit);
  }

  private void ratio(String name, String kind, double measured, double reference, boolean met) {
    ratios.add(
        row(
            List.of(
                name,
                number(measured),
                kind + " " + number(reference),
                String.format(Locale.ROOT, "%.2f x", measured / reference),
                met ? "met" : "MISSED")));
  }

  /** Prints what was gathered. */
  public void end() {
    lines.forEach(out::println);
    out.println();
    out.println(row(List.of("figure", "measured", "held against", "ratio", "")));
    out.println("| --- ".repeat(5) + "|");
    ratios.forEach(out::println);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
