package com.acme.analytics.functions.query.job;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * An answer in pages. Each page is an answer of its own: the same columns and meta, some of the
 * rows, and the members {@code page}, from 1, and {@code pages}.
 *
 * @param documents JSON, at least one
 * @param rows on all of them
 */
public record ResultPages(List<byte[]> documents, int rows) {
  /** The most rows of a page. */
  public static final int ROWS = 5_000;

  /**
   * A page ends with the row that reaches this. Where a function answers with it, it is a JSON
   * string, in which quotes take two bytes; Lambda's response has 6 MB.
   */
  private static final int BYTES = 2 << 20;

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * Cuts an answer.
   *
   * @param answer JSON with the members {@code columns}, {@code rows} and {@code meta}
   */
  public static ResultPages of(byte[] answer) {
    byte[] columns = new byte[0];
    byte[] meta = new byte[0];
    Rows rows = new Rows();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), answer)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String member = parser.currentName();
        parser.nextToken();
        switch (member) {
          case "columns" -> columns = structure(parser);
          case "meta" -> meta = structure(parser);
          case "rows" -> rows.read(parser);
          default ->
              throw new IllegalArgumentException(
                  "answer: \"%s\" (expected: columns, rows or meta)".formatted(member));
        }
      }
    }
    return rows.pages(columns, meta);
  }

  private static byte[] structure(JsonParser parser) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.copyCurrentStructure(parser);
    }
    return out.toByteArray();
  }

  /** The rows of each page, without the brackets around them. */
  private static final class Rows {
    private final List<byte[]> chunks = new ArrayList<>();
    private final ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    private int inChunk;
    private int count;

    /** The parser stands at the array's begin. */
    void read(JsonParser parser) {
      while (parser.nextToken() == JsonToken.START_ARRAY) {
        if (inChunk == ROWS || chunk.size() >= BYTES) {
          cut();
        }
        if (inChunk > 0) {
          chunk.write(',');
        }
        chunk.writeBytes(structure(parser));
        inChunk++;
        count++;
      }
      cut();
    }

    private void cut() {
      chunks.add(chunk.toByteArray());
      chunk.reset();
      inChunk = 0;
    }

    ResultPages pages(byte[] columns, byte[] meta) {
      List<byte[]> documents = new ArrayList<>(chunks.size());
      for (int i = 0; i < chunks.size(); i++) {
        ByteArrayOutputStream page = new ByteArrayOutputStream(chunks.get(i).length + 1024);
        write(page, "{\"columns\":");
        page.writeBytes(columns);
        write(page, ",\"rows\":[");
        page.writeBytes(chunks.get(i));
        write(page, "],\"meta\":");
        page.writeBytes(meta);
        write(page, ",\"page\":%d,\"pages\":%d}".formatted(i + 1, chunks.size()));
        documents.add(page.toByteArray());
      }
      return new ResultPages(documents, count);
    }

    private static void write(ByteArrayOutputStream page, String text) {
      page.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
