package com.acme.analytics.local.console.replay;

/** Walks through a line from left to right; each step names what it expected. */
final class LineCursor {
  private final String line;
  private int position;

  LineCursor(String line) {
    this.line = line;
  }

  /** The text before the next delimiter, which must come; steps over both. */
  String before(String delimiter, String what) throws UnreadableLineException {
    int end = line.indexOf(delimiter, position);
    if (end < 0) {
      throw new UnreadableLineException("no " + what + " at column " + column());
    }
    String text = line.substring(position, end);
    position = end + delimiter.length();
    return text;
  }

  /** A text in quotes, without them; a backslash keeps the character after it from ending it. */
  String quoted(String what) throws UnreadableLineException {
    if (position >= line.length() || line.charAt(position) != '"') {
      throw new UnreadableLineException("no quoted " + what + " at column " + column());
    }
    int start = position + 1;
    int end = start;
    while (end < line.length() && line.charAt(end) != '"') {
      end += line.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= line.length()) {
      throw new UnreadableLineException(
          "the quote of the " + what + " at column " + column() + " is not closed");
    }
    position = end + 1;
    return line.substring(start, end);
  }

  /** Steps over one space, which must come. */
  void space(String before) throws UnreadableLineException {
    if (position >= line.length() || line.charAt(position) != ' ') {
      throw new UnreadableLineException("no " + before + " at column " + column());
    }
    position++;
  }

  /** Fails when anything is left. */
  void end() throws UnreadableLineException {
    if (position < line.length()) {
      throw new UnreadableLineException("more than the combined format at column " + column());
    }
  }

  private int column() {
    return position + 1;
  }
}
