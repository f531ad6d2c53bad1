package com.acme.analytics.functions.ingest.schemas.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A regular expression of the kind that most schemas have, such as {@code ^[A-Z]{2}-[0-9]{6}$}:
 * anchored at the start, a sequence of ASCII characters and classes of them, each repeated, no
 * groups and no alternatives. Where no repetition can take what follows it, one look at each
 * character decides, which costs a tenth of RE2's automaton. Other expressions are not of this
 * kind.
 */
final class PlainPattern {
  /**
   * One character or class, repeated.
   *
   * @param low the characters 0 to 63, a bit each
   * @param high the characters 64 to 127
   */
  private record Item(long low, long high, int least, int most) {
    boolean has(char c) {
      return c < Long.SIZE ? (low >>> c & 1) != 0 : c < 2 * Long.SIZE && (high >>> c & 1) != 0;
    }

    boolean isDisjoint(Item other) {
      return (low & other.low) == 0 && (high & other.high) == 0;
    }
  }

  private final Item[] items;
  private final boolean toEnd;

  private PlainPattern(Item[] items, boolean toEnd) {
    this.items = items;
    this.toEnd = toEnd;
  }

  /** The expression where it is of this kind; it must be valid. */
  static Optional<PlainPattern> of(String expression) {
    if (!expression.startsWith("^")) {
      return Optional.empty();
    }
    return new Reader(expression).read();
  }

  boolean matches(String text) {
    int at = 0;
    int end = text.length();
    for (Item item : items) {
      int least = at + item.least();
      int most = Math.min(end, at + item.most());
      while (at < most && item.has(text.charAt(at))) {
        at++;
      }
      if (at < least) {
        return false;
      }
    }
    return !toEnd || at == end;
  }

  /** Reads an expression; gives up at whatever is not of the kind. */
  private static final class Reader {
    private static final String SPECIAL = "\\^$.|?*+()[]{}";

    /** More than any text has, and no sum with a position overflows. */
    private static final int UNBOUNDED = 1 << 30;

    private final String expression;
    private final List<Item> items = new ArrayList<>();
    private int at = 1;
    private long low;
    private long high;

    Reader(String expression) {
      this.expression = expression;
    }

    Optional<PlainPattern> read() {
      while (at < expression.length()) {
        if (expression.startsWith("$", at)) {
          return at + 1 == expression.length() ? pattern(true) : Optional.empty();
        }
        if (!readCharacters() || !readRepetition()) {
          return Optional.empty();
        }
      }
      return pattern(false);
    }

    private Optional<PlainPattern> pattern(boolean toEnd) {
      for (int i = 0; i + 1 < items.size(); i++) {
        Item item = items.get(i);
        Item next = items.get(i + 1);
        boolean fixed = item.least() == item.most();
        if (!fixed && (next.least() == 0 || !item.isDisjoint(next))) {
          return Optional.empty();
        }
      }
      return Optional.of(new PlainPattern(items.toArray(Item[]::new), toEnd));
    }

    /** A character or a class, into the set. */
    private boolean readCharacters() {
      low = 0;
      high = 0;
      char c = expression.charAt(at++);
      if (c == '[') {
        return readClass();
      }
      return isPlain(c) && add(c, c);
    }

    private boolean readClass() {
      int end = expression.indexOf(']', at);
      if (end <= at) {
        return false;
      }
      while (at < end) {
        char first = expression.charAt(at++);
        boolean range = at + 1 < end && expression.charAt(at) == '-';
        char last = range ? expression.charAt(at + 1) : first;
        at += range ? 2 : 0;
        if (!isInClass(first) || !isInClass(last) || !add(first, last)) {
          return false;
        }
      }
      at = end + 1;
      return true;
    }

    private boolean readRepetition() {
      int least = 1;
      int most = 1;
      switch (at < expression.length() ? expression.charAt(at) : 'x') {
        case '?' -> least = 0;
        case '*' -> {
          least = 0;
          most = UNBOUNDED;
        }
        case '+' -> most = UNBOUNDED;
        case '{' -> {
          int end = expression.indexOf('}', at);
          String count = end < 0 ? "" : expression.substring(at + 1, end);
          if (!count.matches("[0-9]{1,4}(,[0-9]{0,4})?")) {
            return false;
          }
          int comma = count.indexOf(',');
          least = Integer.parseInt(comma < 0 ? count : count.substring(0, comma));
          most = comma < 0 ? least : UNBOUNDED;
          if (comma >= 0 && comma + 1 < count.length()) {
            most = Integer.parseInt(count.substring(comma + 1));
          }
          at = end;
        }
        default -> at--;
      }
      at++;
      items.add(new Item(low, high, least, most));
      // What is repeated twice, and what is repeated as little as possible, begins another item.
      return true;
    }

    private boolean add(char first, char last) {
      for (char c = first; c <= last; c++) {
        if (c < Long.SIZE) {
          low |= 1L << c;
        } else {
          high |= 1L << c;
        }
      }
      return true;
    }

    private static boolean isPlain(char c) {
      return c >= ' ' && c <= '~' && SPECIAL.indexOf(c) < 0;
    }

    /** Without what means something there, and what might come to mean something. */
    private static boolean isInClass(char c) {
      return c >= ' ' && c <= '~' && "\\^[]&".indexOf(c) < 0;
    }
  }
}
