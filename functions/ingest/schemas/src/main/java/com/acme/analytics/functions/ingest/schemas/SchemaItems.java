package com.acme.analytics.functions.ingest.schemas;

import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.ingest.schemas.SchemaIndex.Newest;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How schemas stand in DynamoDB: the names and forms of the attributes. */
final class SchemaItems {
  static final String CUSTOMER_ID = "customer_id";
  static final String KEY = "schema";
  static final String TEXT = "text";
  static final String MODE = "mode";
  static final String SHA256 = "sha256";
  static final String CREATED_AT = "created_at";
  static final String REVISION = "revision";
  private static final String NEWEST = "newest";
  private static final String VERSION = "version";
  private static final String BYTES = "bytes";

  private SchemaItems() {}

  static Map<String, AttributeValue> key(CustomerId customer, String key) {
    return Map.of(
        CUSTOMER_ID, AttributeValue.fromS(customer.value()), KEY, AttributeValue.fromS(key));
  }

  static Map<String, AttributeValue> item(CustomerId customer, StoredSchema schema) {
    SchemaVersion version = schema.version();
    return Map.of(
        CUSTOMER_ID, AttributeValue.fromS(customer.value()),
        KEY, AttributeValue.fromS(SchemaKey.of(version.event(), version.version())),
        TEXT, AttributeValue.fromS(schema.text()),
        MODE, AttributeValue.fromS(version.mode().value()),
        SHA256, AttributeValue.fromS(version.sha256()),
        CREATED_AT, AttributeValue.fromS(version.createdAt().toString()));
  }

  static StoredSchema schema(Map<String, AttributeValue> item) {
    return new StoredSchema(version(item), item.get(TEXT).s());
  }

  static SchemaVersion version(Map<String, AttributeValue> item) {
    String key = item.get(KEY).s();
    return new SchemaVersion(
        SchemaKey.event(key),
        SchemaKey.version(key),
        mode(item),
        item.get(SHA256).s(),
        Instant.parse(item.get(CREATED_AT).s()));
  }

  static Map<String, AttributeValue> item(CustomerId customer, SchemaIndex index) {
    Map<String, AttributeValue> newest = new TreeMap<>();
    index
        .newest()
        .forEach(
            (event, schema) ->
                newest.put(
                    event,
                    AttributeValue.fromM(
                        Map.of(
                            VERSION, number(schema.version()),
                            MODE, AttributeValue.fromS(schema.mode().value()),
                            BYTES, number(schema.bytes())))));
    return Map.of(
        CUSTOMER_ID, AttributeValue.fromS(customer.value()),
        KEY, AttributeValue.fromS(SchemaKey.INDEX),
        REVISION, number(index.revision()),
        NEWEST, AttributeValue.fromM(newest));
  }

  static SchemaIndex index(Map<String, AttributeValue> item) {
    Map<String, Newest> newest = new TreeMap<>();
    item.get(NEWEST)
        .m()
        .forEach(
            (event, value) ->
                newest.put(
                    event,
                    new Newest(
                        Integer.parseInt(value.m().get(VERSION).n()),
                        mode(value.m()),
                        Integer.parseInt(value.m().get(BYTES).n()))));
    return new SchemaIndex(Long.parseLong(item.get(REVISION).n()), newest);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  private static Mode mode(Map<String, AttributeValue> item) {
    String value = item.get(MODE).s();
    return Mode.of(value)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "mode: \"" + value + "\" (expected: enforce, warn or off)"));
  }
}
