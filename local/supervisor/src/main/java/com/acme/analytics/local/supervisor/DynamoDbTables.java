package com.acme.analytics.local.supervisor;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Tables for tests. Who uses it has the client's library already.
 *
 * @param client of the DynamoDB that they go to
 */
public record DynamoDbTables(DynamoDbClient client) {
  /** Makes a table whose items are found by a text. */
  public void create(String table, String partitionKey) {
    create(table, List.of(partitionKey));
  }

  /** Makes a table whose items are found by two texts. */
  public void create(String table, String partitionKey, String sortKey) {
    create(table, List.of(partitionKey, sortKey));
  }

  private void create(String table, List<String> names) {
    List<AttributeDefinition> attributes = new ArrayList<>();
    List<KeySchemaElement> keys = new ArrayList<>();
    for (String name : names) {
      KeyType type = keys.isEmpty() ? KeyType.HASH : KeyType.RANGE;
      keys.add(KeySchemaElement.builder().attributeName(name).keyType(type).build());
      attributes.add(
          AttributeDefinition.builder()
              .attributeName(name)
              .attributeType(ScalarAttributeType.S)
              .build());
    }
    client.createTable(
        request ->
            request
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes)
                .keySchema(keys));
  }
}
