package com.acme.analytics.flink.definition;

/**
 * One thing that a customer has defined.
 *
 * @param kind what it is, for example alert-rule
 * @param id of it among those of its kind and customer
 * @param json what it says; null when it is deleted
 */
public record Definition(String customer, String kind, String id, String json) {
  /** As its record on Kafka is keyed. */
  public String key() {
    return customer + "/" + kind + "/" + id;
  }
}
