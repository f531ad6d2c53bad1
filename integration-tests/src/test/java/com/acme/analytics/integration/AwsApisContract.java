package com.acme.analytics.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.core.tenant.RateLimit;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.identity.ApiKeyTable;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * What the product expects of DynamoDB, S3 and Secrets Manager. The same tests run against this
 * machine's engines and, where there is docker, against LocalStack.
 */
interface AwsApisContract {
  int PART_BYTES = 5 * 1024 * 1024;

  /** The services under test. */
  AwsApis apis();

  @Test
  default void aKeyIsItsCustomersUntilItIsRevoked() {
    try (DynamoDbClient dynamoDb = apis().dynamoDb()) {
      String table = createKeyTable(dynamoDb);
      ApiKeyTable keys = new ApiKeyTable(dynamoDb, table);
      ApiKey key = ApiKey.generate("test", new SecureRandom());
      assertThat(keys.find(key.hash())).isEmpty();

      CustomerId someone = new CustomerId("someone");
      keys.put(key, someone, Set.of(Scope.INGEST), RateLimit.STANDARD, Instant.EPOCH);
      assertThat(keys.find(key.hash())).map(Credential::customer).contains(someone);

      dynamoDb.updateItem(
          update ->
              update
                  .tableName(table)
                  .key(Map.of("key_hash", AttributeValue.fromS(key.hash())))
                  .updateExpression("SET revoked_at = :now")
                  .expressionAttributeValues(
                      Map.of(":now", AttributeValue.fromS(Instant.EPOCH.toString()))));
      assertThat(keys.find(key.hash())).isEmpty();
      dynamoDb.deleteTable(delete -> delete.tableName(table));
    }
  }

  @Test
  default void anObjectWrittenInPartsIsReadWhole() {
    try (S3Client s3 = apis().s3()) {
      String bucket = "contract-" + UUID.randomUUID();
      s3.createBucket(create -> create.bucket(bucket));
      String upload =
          s3.createMultipartUpload(create -> create.bucket(bucket).key("a/b")).uploadId();
      byte[] first = new byte[PART_BYTES];
      byte[] second = "the end".getBytes(StandardCharsets.UTF_8);
      List<CompletedPart> parts =
          List.of(part(s3, bucket, upload, 1, first), part(s3, bucket, upload, 2, second));
      assertThatThrownBy(() -> s3.headObject(head -> head.bucket(bucket).key("a/b")))
          .isInstanceOf(NoSuchKeyException.class);

      s3.completeMultipartUpload(
          complete ->
              complete
                  .bucket(bucket)
                  .key("a/b")
                  .uploadId(upload)
                  .multipartUpload(all -> all.parts(parts)));

      assertThat(
              s3.getObjectAsBytes(
                      get -> get.bucket(bucket).key("a/b").range("bytes=" + PART_BYTES + "-"))
                  .asByteArray())
          .isEqualTo(second);
      assertThat(s3.listObjectsV2(list -> list.bucket(bucket).prefix("a/")).contents())
          .singleElement()
          .satisfies(object -> assertThat(object.size()).isEqualTo(PART_BYTES + second.length));
      s3.deleteObject(delete -> delete.bucket(bucket).key("a/b"));
      s3.deleteBucket(delete -> delete.bucket(bucket));
    }
  }

  @Test
  default void aSecretIsReadByNameAndByArnAndAnUnknownOneIsAnError() {
    try (SecretsManagerClient secrets = apis().secretsManager()) {
      String name = "contract/" + UUID.randomUUID();
      String arn =
          secrets.createSecret(create -> create.name(name).secretString("{\"a\":1}")).arn();

      assertThat(secrets.getSecretValue(get -> get.secretId(name)).secretString())
          .isEqualTo("{\"a\":1}");
      secrets.putSecretValue(put -> put.secretId(name).secretString("{\"a\":2}"));
      assertThat(secrets.getSecretValue(get -> get.secretId(arn)).secretString())
          .isEqualTo("{\"a\":2}");
      assertThatThrownBy(() -> secrets.getSecretValue(get -> get.secretId("contract/none")))
          .isInstanceOf(ResourceNotFoundException.class);
    }
  }

  private static String createKeyTable(DynamoDbClient dynamoDb) {
    String table = "contract-" + UUID.randomUUID();
    AttributeDefinition hash =
        AttributeDefinition.builder()
            .attributeName("key_hash")
            .attributeType(ScalarAttributeType.S)
            .build();
    KeySchemaElement partitionKey =
        KeySchemaElement.builder().attributeName("key_hash").keyType(KeyType.HASH).build();
    dynamoDb.createTable(
        create ->
            create
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(hash)
                .keySchema(partitionKey));
    dynamoDb.waiter().waitUntilTableExists(describe -> describe.tableName(table));
    return table;
  }

  private static CompletedPart part(
      S3Client s3, String bucket, String upload, int number, byte[] bytes) {
    String tag =
        s3.uploadPart(
                part -> part.bucket(bucket).key("a/b").uploadId(upload).partNumber(number),
                RequestBody.fromBytes(bytes))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(tag).build();
  }
}
