package com.acme.analytics.functions.ingest.enrichment;

import com.acme.analytics.core.event.Event;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Replaces properties of one event at the top level, and leaves the text of all others as the
 * client wrote it. A pseudonym is of a string's value or of a number's text. A boolean or null says
 * nothing about who it is and stays; an object or array, which may say anything, becomes null.
 */
final class PropertyPseudonyms {
  private static final JsonFactory JSON = new JsonFactory();

  private final Event event;
  private final List<String> names;
  private final Pseudonyms pseudonyms;
  private final String text;
  private final StringBuilder replaced;
  private int copied;

  /**
   * @param names of the properties to replace
   */
  PropertyPseudonyms(Event event, List<String> names, Pseudonyms pseudonyms) {
    this.event = event;
    this.names = names;
    this.pseudonyms = pseudonyms;
    this.text = event.getProperties();
    this.replaced = new StringBuilder(text.length() + 64);
  }

  /** Changes the event's properties, and what was taken out of them before. */
  void replace() {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        json.nextToken();
        if (names.contains(name)) {
          replace(name, json);
        } else {
          json.skipChildren();
        }
      }
    }
    if (copied > 0) {
      event.setProperties(replaced.append(text, copied, text.length()).toString());
    }
  }

  private void replace(String name, JsonParser json) {
    int start = (int) json.currentTokenLocation().getCharOffset();
    switch (json.currentToken()) {
      case VALUE_STRING -> {
        String value = json.getString();
        String pseudonym = pseudonyms.of(value);
        put(start, (int) json.currentLocation().getCharOffset(), '"' + pseudonym + '"');
        replaceCopies(name, value, pseudonym);
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        String value = json.getString();
        put(start, start + value.length(), '"' + pseudonyms.of(value) + '"');
      }
      case START_OBJECT, START_ARRAY -> {
        json.skipChildren();
        put(start, (int) json.currentLocation().getCharOffset(), "null");
        Warning.PROPERTY_DROPPED.addTo(event);
      }
      default -> {
        // A boolean or null.
      }
    }
  }

  private void put(int start, int end, String value) {
    replaced.append(text, copied, start).append(value);
    copied = end;
  }

  /** These two properties stand for the page's where its context names none. */
  private void replaceCopies(String name, String value, String pseudonym) {
    if (name.equals("path") && value.equals(event.getPagePath())) {
      event.setPagePath(pseudonym);
    } else if (name.equals("referrer") && value.equals(event.getPageReferrer())) {
      event.setPageReferrer(pseudonym);
    }
  }
}
