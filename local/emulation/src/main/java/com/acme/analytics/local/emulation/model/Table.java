package com.acme.analytics.local.emulation.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A DynamoDB table.
 *
 * @param logicalId the resource's id in its stack
 * @param name the table's name
 * @param attributeTypes type ({@code S}, {@code N} or {@code B}) of each attribute of a key
 * @param key primary key
 * @param indexes global secondary indexes
 * @param timeToLiveAttribute the attribute that holds an item's expiry, where TTL is enabled
 */
public record Table(
    String logicalId,
    String name,
    Map<String, String> attributeTypes,
    Key key,
    List<Index> indexes,
    Optional<String> timeToLiveAttribute) {

  /** A key: the partition attribute and, where there is one, the sort attribute. */
  public record Key(String partition, Optional<String> sort) {}

  /**
   * A global secondary index.
   *
   * @param projection {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
   * @param includedAttributes those of an {@code INCLUDE} projection
   */
  public record Index(String name, Key key, String projection, List<String> includedAttributes) {}
}
