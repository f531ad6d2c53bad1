package com.acme.analytics.local.console.client;

import java.net.http.HttpResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An error answer in one line for people; reads problem documents (RFC 9457). */
public final class ProblemText {
  private ProblemText() {}

  /** Status, code and detail of the answer, as far as it has them. */
  public static String of(HttpResponse<byte[]> response) {
    StringBuilder text = new StringBuilder().append(response.statusCode());
    JsonNode problem;
    try {
      problem = JsonMapper.shared().readTree(response.body());
    } catch (JacksonException e) {
      // Not from the API itself (a gateway's page, say): the status has to do.
      return text.toString();
    }
    for (String field : new String[] {"code", "detail", "message"}) {
      String value = problem.path(field).asString("");
      if (!value.isEmpty()) {
        text.append(field.equals("code") ? " " : ": ").append(value);
      }
    }
    return text.toString();
  }
}
