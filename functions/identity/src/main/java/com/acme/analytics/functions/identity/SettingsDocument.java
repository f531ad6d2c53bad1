package com.acme.analytics.functions.identity;

import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.core.tenant.IpPolicy;
import com.acme.analytics.core.tenant.KeyBuckets;
import java.io.ByteArrayOutputStream;
import java.util.Locale;
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
 */
record SettingsDocument(IpPolicy ipPolicy, Set<String> pseudonymised, int keyBuckets) {
  static final String IP_POLICY = "ip_policy";
  static final String PSEUDONYMISED = "pseudonymised";
  static final String KEY_BUCKETS = "key_buckets";

  private static final JsonFactory JSON = new JsonFactory();

  SettingsDocument {
    pseudonymised = Set.copyOf(pseudonymised);
  }

  static SettingsDocument of(CustomerSettings settings) {
    return new SettingsDocument(
        settings.ipPolicy(), settings.pseudonymised(), settings.keyBuckets().count());
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

  /** The same customer with these settings; another number of buckets is a new version of them. */
  CustomerSettings applyTo(CustomerSettings current) {
    KeyBuckets buckets = current.keyBuckets();
    return new CustomerSettings(
        current.customer(),
        ipPolicy,
        pseudonymised,
        keyBuckets == buckets.count() ? buckets : new KeyBuckets(buckets.version() + 1, keyBuckets),
        current.salt());
  }

  byte[] toJson() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty(IP_POLICY, ipPolicy.name().toLowerCase(Locale.ROOT));
      json.writeArrayPropertyStart(PSEUDONYMISED);
      new TreeSet<>(pseudonymised).forEach(json::writeString);
      json.writeEndArray();
      json.writeNumberProperty(KEY_BUCKETS, keyBuckets);
      json.writeEndObject();
    }
    return out.toByteArray();
  }
}
