package com.acme.analytics.local.console.query;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;

/** Builds the query part of an address, leaving out what isn't asked for. */
final class QueryString {
  private final StringJoiner parameters = new StringJoiner("&", "?", "").setEmptyValue("");

  QueryString add(String name, Object value) {
    if (value != null) {
      parameters.add(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
    }
    return this;
  }

  QueryString addList(String name, List<String> values) {
    return values.isEmpty() ? this : add(name, String.join(",", values));
  }

  QueryString addEach(String name, List<String> values) {
    values.forEach(value -> add(name, value));
    return this;
  }

  @Override
  public String toString() {
    return parameters.toString();
  }
}
