package com.acme.analytics.local.emulation.assembly;

import tools.jackson.databind.JsonNode;

/** A resource of a template, nothing in it resolved yet. */
record Resource(Stack stack, String logicalId, JsonNode json) {

  String type() {
    return json.path("Type").asString("");
  }

  JsonNode properties() {
    return json.path("Properties");
  }

  /** How messages name it. */
  @Override
  public String toString() {
    return stack.name() + "/" + logicalId + " (" + type() + ")";
  }
}
