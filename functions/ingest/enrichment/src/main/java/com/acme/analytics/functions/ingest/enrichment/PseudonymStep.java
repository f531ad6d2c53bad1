package com.acme.analytics.functions.ingest.enrichment;

import com.acme.analytics.core.event.Event;
import com.acme.analytics.core.tenant.CustomerSettings;
import java.util.ArrayList;
import java.util.List;

/** Replaces the fields that the customer has named by pseudonyms. */
final class PseudonymStep implements EnrichmentStep {
  private static final String USER_ID = "user_id";
  private static final String ANONYMOUS_ID = "anonymous_id";
  private static final String PROPERTIES = "properties.";

  @Override
  public void apply(Event event, Caller caller, CustomerSettings settings) {
    if (settings.pseudonymised().isEmpty()) {
      return;
    }
    boolean userId = event.getUserId() != null && settings.pseudonymised().contains(USER_ID);
    boolean anonymousId =
        event.getAnonymousId() != null && settings.pseudonymised().contains(ANONYMOUS_ID);
    List<String> properties = occurring(event.getProperties(), settings);
    if (!userId && !anonymousId && properties.isEmpty()) {
      return;
    }
    Pseudonyms pseudonyms = new Pseudonyms(settings.salt());
    if (userId) {
      event.setUserId(pseudonyms.of(event.getUserId()));
    }
    if (anonymousId) {
      event.setAnonymousId(pseudonyms.of(event.getAnonymousId()));
    }
    if (!properties.isEmpty()) {
      new PropertyPseudonyms(event, properties, pseudonyms).replace();
    }
  }

  @Override
  public Warning failure() {
    return Warning.PSEUDONYMS_FAILED;
  }

  @Override
  public void withdraw(Event event, CustomerSettings settings) {
    for (String field : settings.pseudonymised()) {
      switch (field) {
        case USER_ID -> event.setUserId(null);
        case ANONYMOUS_ID -> event.setAnonymousId(null);
        case "properties.path" -> {
          event.setProperties("{}");
          event.setPagePath(null);
        }
        case "properties.referrer" -> {
          event.setProperties("{}");
          event.setPageReferrer(null);
        }
        default -> event.setProperties("{}");
      }
    }
  }

  /** Names of the properties to replace that may occur in the text. */
  private static List<String> occurring(String properties, CustomerSettings settings) {
    List<String> names = new ArrayList<>(0);
    for (String field : settings.pseudonymised()) {
      if (field.startsWith(PROPERTIES)) {
        String name = field.substring(PROPERTIES.length());
        if (mayOccur(properties, name)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** Without reading the JSON: a name that isn't there in quotes could only be there escaped. */
  private static boolean mayOccur(String properties, String name) {
    if (properties.indexOf('\\') >= 0) {
      return true;
    }
    int last = properties.length() - name.length();
    for (int i = properties.indexOf(name, 1);
        i > 0 && i < last;
        i = properties.indexOf(name, i + 1)) {
      if (properties.charAt(i - 1) == '"' && properties.charAt(i + name.length()) == '"') {
        return true;
      }
    }
    return false;
  }
}
