package com.acme.analytics.core.tenant;

import java.util.HashMap;
import java.util.Map;

/**
 * A place in the tree of declared properties: the top, an object on the way to one, or a declared
 * property itself. So one pass over an event's properties finds all of them, and knows what to
 * skip.
 */
public final class DeclaredPath {
  private final String path;
  private final Map<String, DeclaredPath> below = new HashMap<>();
  private boolean dimension;
  private boolean measure;
  private int bit;

  private DeclaredPath(String path) {
    this.path = path;
  }

  /** The top of the tree of these paths. */
  static DeclaredPath treeOf(Iterable<String> dimensions, Iterable<String> measures) {
    DeclaredPath top = new DeclaredPath("");
    int bits = 0;
    for (String path : dimensions) {
      DeclaredPath place = top.grow(path);
      place.dimension = true;
      place.bit = 1 << bits++;
    }
    for (String path : measures) {
      DeclaredPath place = top.grow(path);
      place.measure = true;
      if (place.bit == 0) {
        place.bit = 1 << bits++;
      }
    }
    top.bit = (1 << bits) - 1;
    return top;
  }

  /** The path as declared. */
  public String path() {
    return path;
  }

  /** Whether the property is a dimension. */
  public boolean isDimension() {
    return dimension;
  }

  /** Whether the property is a measure. */
  public boolean isMeasure() {
    return measure;
  }

  /** One bit of its own for a declared property, none for another place; of the top, all bits. */
  public int bit() {
    return bit;
  }

  /** Whether anything is declared of an object here. */
  public boolean hasBelow() {
    return !below.isEmpty();
  }

  /**
   * The place of an object's member; null when nothing is declared there. A dotted name is a path,
   * as the stores read it.
   */
  public DeclaredPath below(String name) {
    DeclaredPath found = below.get(name);
    return found != null || name.indexOf('.') < 0 ? found : alongSegments(name);
  }

  private DeclaredPath alongSegments(String dotted) {
    DeclaredPath place = this;
    int start = 0;
    while (place != null && start <= dotted.length()) {
      int dot = dotted.indexOf('.', start);
      int end = dot < 0 ? dotted.length() : dot;
      place = place.below.get(dotted.substring(start, end));
      start = end + 1;
    }
    return place;
  }

  private DeclaredPath grow(String declared) {
    DeclaredPath place = this;
    int end = -1;
    while (end < declared.length()) {
      int start = end + 1;
      int dot = declared.indexOf('.', start);
      end = dot < 0 ? declared.length() : dot;
      String path = declared.substring(0, end);
      place =
          place.below.computeIfAbsent(
              declared.substring(start, end), segment -> new DeclaredPath(path));
    }
    return place;
  }
}
