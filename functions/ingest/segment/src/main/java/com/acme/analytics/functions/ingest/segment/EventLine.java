package com.acme.analytics.functions.ingest.segment;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes one event of ours as JSON. All it writes itself is plain ASCII without anything to escape;
 * what a client sent is copied as it was written.
 */
final class EventLine {
  private final ByteArrayOutputStream out;
  private boolean first = true;

  EventLine(ByteArrayOutputStream out) {
    this.out = out;
  }

  /** Begins the event, or an object within it. */
  void begin() {
    out.write('{');
    first = true;
  }

  /** Begins an object that is a member. */
  void begin(String name) {
    name(name);
    begin();
  }

  void end() {
    out.write('}');
    first = false;
  }

  /** Ends the event. */
  void endLine() {
    end();
    out.write('\n');
  }

  /** A member as it was written. */
  void copy(String name, JsonSlice value) {
    name(name);
    value.writeTo(out);
  }

  /** A member of plain text. */
  void text(String name, String plain) {
    name(name);
    out.write('"');
    ascii(plain);
    out.write('"');
  }

  /** A member that is the text of a number. */
  void numberAsText(String name, JsonSlice number) {
    name(name);
    out.write('"');
    number.writeTo(out);
    out.write('"');
  }

  /** The members of an object as they were written, beside those of the object begun last. */
  void members(JsonSlice object) {
    JsonSlice inside = new JsonSlice(object.body(), object.start() + 1, object.end() - 1);
    if (!isBlank(inside)) {
      comma();
      inside.writeTo(out);
    }
  }

  private void name(String name) {
    comma();
    out.write('"');
    ascii(name);
    out.write('"');
    out.write(':');
  }

  private void comma() {
    if (!first) {
      out.write(',');
    }
    first = false;
  }

  private void ascii(String plain) {
    out.writeBytes(plain.getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean isBlank(JsonSlice text) {
    for (int i = text.start(); i < text.end(); i++) {
      if (text.body()[i] > ' ' || text.body()[i] < 0) {
        return false;
      }
    }
    return true;
  }
}
