package com.acme.analytics.functions.identity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/** A table in memory that can be out of reach, and tells what was looked up. */
final class ScriptedDynamo implements DynamoDbClient {
  final Map<String, Map<String, AttributeValue>> items = new HashMap<>();
  final List<String> lookups = new ArrayList<>();
  boolean reachable = true;

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    if (!reachable) {
      throw SdkClientException.create("unreachable");
    }
    String hash = request.key().get("key_hash").s();
    lookups.add(hash);
    return GetItemResponse.builder().item(items.get(hash)).build();
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    items.put(request.item().get("key_hash").s(), request.item());
    return PutItemResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return "dynamodb";
  }

  @Override
  public void close() {}
}
