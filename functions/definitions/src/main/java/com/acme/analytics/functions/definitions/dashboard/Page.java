package com.acme.analytics.functions.definitions.dashboard;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Part of a list.
 *
 * @param next where the list goes on; empty at its end
 */
public record Page<T>(List<T> items, Optional<String> next) {
  /** The most that can be asked for at once: fifty of the largest are 5 MB. */
  public static final int MOST_ITEMS = 50;

  public Page {
    items = List.copyOf(items);
  }

  /**
   * The page of what was found.
   *
   * @param found one more than the limit, where there are more
   * @param cursor of the last one on the page
   */
  static <T> Page<T> of(List<T> found, int limit, Function<T, PageCursor> cursor) {
    return found.size() <= limit
        ? new Page<>(found, Optional.empty())
        : new Page<>(
            found.subList(0, limit), Optional.of(cursor.apply(found.get(limit - 1)).text()));
  }
}
