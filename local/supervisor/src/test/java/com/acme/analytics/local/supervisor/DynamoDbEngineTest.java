package com.acme.analytics.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class DynamoDbEngineTest {
  private static final Map<String, AttributeValue> ITEM =
      Map.of("id", AttributeValue.fromS("acknowledged"));

  @Test
  void anAcknowledgedItemSurvivesSigkillAndIsThereForAnyCredentials() throws Exception {
    try (EngineFixture<DynamoDbEngine> dynamoDb = EngineFixture.dynamoDb()) {
      try (DynamoDbClient writer = client(dynamoDb.engine(), "writer", Region.EU_CENTRAL_1)) {
        new DynamoDbTables(writer).create("survives", "id");
        writer.putItem(put -> put.tableName("survives").item(ITEM));
      }

      dynamoDb.kill();
      Restarts.awaitFirst(dynamoDb);

      try (DynamoDbClient reader = client(dynamoDb.engine(), "reader", Region.US_EAST_1)) {
        assertThat(reader.getItem(get -> get.tableName("survives").key(ITEM)).item())
            .isEqualTo(ITEM);
      }
    }
  }

  private static DynamoDbClient client(DynamoDbEngine engine, String identity, Region region) {
    return DynamoDbClient.builder()
        .endpointOverride(engine.url())
        .region(region)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(identity, "any")))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}
