package com.acme.analytics.local.console.export;

import com.acme.analytics.local.console.terminal.CommandFailure;
import java.net.URI;
import tools.jackson.databind.JsonNode;

/**
 * A part of an export, as the API tells of it.
 *
 * @param number from 1
 * @param sha256 of its bytes, in hexadecimal digits
 * @param address where it can be downloaded without a key, for some minutes
 */
record ExportPart(int number, long bytes, String sha256, URI address) {
  static ExportPart of(JsonNode part) {
    String address = part.path("url").asString("");
    if (!address.startsWith("http")) {
      throw new CommandFailure("the API tells no address of a part");
    }
    return new ExportPart(
        part.path("number").asInt(0),
        part.path("bytes").asLong(-1),
        part.path("sha256").asString(""),
        URI.create(address));
  }
}
