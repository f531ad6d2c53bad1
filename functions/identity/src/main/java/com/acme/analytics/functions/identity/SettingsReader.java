package com.acme.analytics.functions.identity;

import static com.acme.analytics.functions.identity.SettingsDocument.DIMENSIONS;
import static com.acme.analytics.functions.identity.SettingsDocument.IP_POLICY;
import static com.acme.analytics.functions.identity.SettingsDocument.KEY_BUCKETS;
import static com.acme.analytics.functions.identity.SettingsDocument.MEASURES;
import static com.acme.analytics.functions.identity.SettingsDocument.PSEUDONYMISED;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.DeclaredProperties;
import com.acme.analytics.core.tenant.IpPolicy;
import com.acme.analytics.core.tenant.KeyBuckets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads one {@link SettingsDocument}, strictly: a setting misspelt must not be one ignored. */
final class SettingsReader {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final String MEMBERS =
      "%s, %s and %s; besides, %s and %s"
          .formatted(IP_POLICY, PSEUDONYMISED, KEY_BUCKETS, DIMENSIONS, MEASURES);
  private static final String POLICIES = "truncate, keep or drop";
  private static final String FIELDS = "user_id, anonymous_id or properties.<name>";
  private static final String PROPERTIES = "properties.";
  private static final int MAX_FIELDS = 50;
  private static final int MAX_FIELD_CHARS = 256;

  private final byte[] body;
  private IpPolicy ipPolicy;
  private Set<String> pseudonymised;
  private Integer keyBuckets;
  private Set<String> dimensions = Set.of();
  private Set<String> measures = Set.of();

  SettingsReader(byte[] body) {
    this.body = body;
  }

  SettingsDocument read() {
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw invalid("", "the body: no object (expected: one with " + MEMBERS + ")");
      }
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        readMember(json, json.currentName());
      }
      if (json.nextToken() != null) {
        throw invalid("", "the body: more than an object (expected: nothing behind it)");
      }
    } catch (JacksonException e) {
      throw new ProblemException(new Problem(ErrorCode.MALFORMED_JSON, e.getOriginalMessage()), e);
    }
    return new SettingsDocument(
        given(IP_POLICY, ipPolicy),
        given(PSEUDONYMISED, pseudonymised),
        given(KEY_BUCKETS, keyBuckets),
        DeclaredProperties.of(dimensions, measures));
  }

  private void readMember(JsonParser json, String name) {
    json.nextToken();
    switch (name) {
      case IP_POLICY -> ipPolicy = ipPolicy(json);
      case PSEUDONYMISED ->
          pseudonymised = texts(json, name, MAX_FIELDS, SettingsReader::isField, FIELDS);
      case DIMENSIONS ->
          dimensions =
              texts(
                  json,
                  name,
                  DeclaredProperties.MOST_DIMENSIONS,
                  DeclaredProperties::canBeDimension,
                  DeclaredProperties.DIMENSION);
      case MEASURES ->
          measures =
              texts(
                  json,
                  name,
                  DeclaredProperties.MOST_MEASURES,
                  DeclaredProperties::canBeMeasure,
                  DeclaredProperties.MEASURE);
      case KEY_BUCKETS -> keyBuckets = buckets(json);
      default ->
          throw invalid(
              json.streamReadContext().pathAsPointer().toString(),
              "\"%s\": unknown (expected: only %s)".formatted(name, MEMBERS));
    }
  }

  private static IpPolicy ipPolicy(JsonParser json) {
    return switch (json.currentToken() == JsonToken.VALUE_STRING ? json.getString() : "") {
      case "truncate" -> IpPolicy.TRUNCATE;
      case "keep" -> IpPolicy.KEEP;
      case "drop" -> IpPolicy.DROP;
      default -> throw unexpected(json, IP_POLICY, POLICIES);
    };
  }

  private static Set<String> texts(
      JsonParser json, String name, int most, Predicate<String> valid, String expected) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw unexpected(json, name, "an array, each " + expected);
    }
    Set<String> texts = new LinkedHashSet<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.VALUE_STRING || !valid.test(json.getString())) {
        throw unexpected(json, name, expected);
      }
      if (!texts.add(json.getString())) {
        throw unexpected(json, name, "each once");
      }
      if (texts.size() > most) {
        throw unexpected(json, name, "at most " + most);
      }
    }
    return texts;
  }

  private static boolean isField(String text) {
    boolean property = text.startsWith(PROPERTIES) && text.length() > PROPERTIES.length();
    return text.length() <= MAX_FIELD_CHARS
        && (property || text.equals("user_id") || text.equals("anonymous_id"));
  }

  private static int buckets(JsonParser json) {
    boolean fits =
        json.currentToken() == JsonToken.VALUE_NUMBER_INT && json.getNumberType() == NumberType.INT;
    if (!fits || json.getIntValue() < 1 || json.getIntValue() > KeyBuckets.MOST) {
      throw unexpected(json, KEY_BUCKETS, "an integer of 1 to " + KeyBuckets.MOST);
    }
    return json.getIntValue();
  }

  private static <T> T given(String name, T value) {
    if (value == null) {
      throw invalid("/" + name, name + ": missing (expected: " + MEMBERS + ")");
    }
    return value;
  }

  /** The value the parser stands on is not what it should be. */
  private static ProblemException unexpected(JsonParser json, String name, String expected) {
    String pointer = json.streamReadContext().pathAsPointer().toString();
    String found = json.currentToken().isScalarValue() ? found(json) : "an object or array";
    return invalid(pointer, "%s: %s (expected: %s)".formatted(name, found, expected));
  }

  private static String found(JsonParser json) {
    String text = json.getString();
    String shown = text.length() <= MAX_FIELD_CHARS ? text : text.substring(0, MAX_FIELD_CHARS);
    return json.currentToken() == JsonToken.VALUE_STRING ? '"' + shown + '"' : shown;
  }

  private static ProblemException invalid(String pointer, String detail) {
    return new ProblemException(new Problem(ErrorCode.INVALID_SETTINGS, detail, pointer));
  }
}
