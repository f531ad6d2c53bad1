package com.acme.analytics.functions.identity;

import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.core.tenant.DeclaredProperties;
import com.acme.analytics.core.tenant.IpPolicy;
import com.acme.analytics.core.tenant.KeyBuckets;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A customer's settings as the API shows and takes them: without the salt, and with the number of
 * buckets but not its version.
 *
 * @param pseudonymised {@code user_id}, {@code anonymous_id} or {@code properties.<name>}
 * @param keyBuckets 1 to 65,536
 * @param declared the properties that every store and window has
 */
record SettingsDocument(
    IpPolicy ipPolicy, Set<String> pseudonymised, int keyBuckets, DeclaredProperties declared) {
  static final String IP_POLICY = "ip_policy";
  static final String PSEUDONYMISED = "pseudonymised";
  static final String KEY_BUCKETS = "key_buckets";

  static final String DIMENSIONS = "dimensions";
  static final String MEASURES = "measures";

  private static final JsonFactory JSON = new JsonFactory();

  SettingsDocument {
    Objects.requireNonNull(ipPolicy, "ipPolicy");
    Objects.requireNonNull(declared, "declared");
    pseudonymised = Set.copyOf(pseudonymised);
  }

  static SettingsDocument of(CustomerSettings settings) {
    return new SettingsDocument(
        settings.ipPolicy(),
        settings.pseudonymised(),
        settings.keyBuckets().count(),
        settings.declared());
  }

  /**
   * Reads a document.
   *
   * @throws com.acme.analytics.core.problem.ProblemException {@code malformed_json} or {@code
   *     invalid_settings}
   */
  static SettingsDocument parse(byte[] body) {
    return new SettingsReader(body).read();
  }

  /**
   * The same customer with these settings; another number of buckets is a new version of them.
   *
   * @param begin since when what is newly declared is taken out of all events
   */
  CustomerSettings applyTo(CustomerSettings current, Instant begin) {
    KeyBuckets buckets = current.keyBuckets();
    return new CustomerSettings(
        current.customer(),
        ipPolicy,
        pseudonymised,
        declared,
        current.since().changedTo(declared, begin),
        keyBuckets == buckets.count() ? buckets : new KeyBuckets(buckets.version() + 1, keyBuckets),
        current.salt());
  }

  byte[] toJson() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty(IP_POLICY, ipPolicy.name().toLowerCase(Locale.ROOT));
      writeSorted(json, PSEUDONYMISED, pseudonymised);
      json.writeNumberProperty(KEY_BUCKETS, keyBuckets);
      writeSorted(json, DIMENSIONS, declared.dimensions());
      writeSorted(json, MEASURES, declared.measures());
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void writeSorted(JsonGenerator json, String name, Set<String> texts) {
    json.writeArrayPropertyStart(name);
    new TreeSet<>(texts).forEach(json::writeString);
    json.writeEndArray();
  }
}
