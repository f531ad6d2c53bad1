package com.acme.analytics.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.cdk.Assembly;
import com.acme.analytics.cdk.Synthesis;
import com.acme.analytics.core.lake.LakeColumn;
import com.acme.analytics.core.lake.LakeTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awscdk.assertions.Match;
import tools.jackson.databind.JsonNode;

@ExtendWith(Synthesis.class)
class StorageStackTest {
  @Test
  void everyBucketIsEncryptedAndPrivate(Assembly assembly) {
    assembly
        .template("prod", "storage")
        .allResourcesProperties(
            "AWS::S3::Bucket",
            Map.of(
                "BucketEncryption",
                Map.of(
                    "ServerSideEncryptionConfiguration",
                    List.of(
                        Map.of("ServerSideEncryptionByDefault", Map.of("SSEAlgorithm", "AES256")))),
                "PublicAccessBlockConfiguration",
                Map.of(
                    "BlockPublicAcls", true,
                    "BlockPublicPolicy", true,
                    "IgnorePublicAcls", true,
                    "RestrictPublicBuckets", true)));
  }

  @Test
  void everyBucketRefusesPlainHttp(Assembly assembly) {
    assertThat(assembly.resources("prod", "storage", "AWS::S3::BucketPolicy"))
        .hasSameSizeAs(assembly.resources("prod", "storage", "AWS::S3::Bucket"))
        .allSatisfy(
            policy ->
                assertThat(policy.at("/Properties/PolicyDocument/Statement").valueStream())
                    .anySatisfy(
                        statement -> {
                          assertThat(statement.path("Effect").asString()).isEqualTo("Deny");
                          assertThat(statement.at("/Condition/Bool/aws:SecureTransport").asString())
                              .isEqualTo("false");
                        }));
  }

  @Test
  void theLakeIsTieredByS3AndAbortsForgottenUploads(Assembly assembly) {
    assembly
        .template("prod", "storage")
        .hasResourceProperties(
            "AWS::S3::Bucket",
            Map.of(
                "BucketName",
                "acme-prod-lake-333333333333",
                "LifecycleConfiguration",
                Map.of(
                    "Rules",
                    List.of(
                        Match.objectLike(
                            Map.of(
                                "Status",
                                "Enabled",
                                "ExpirationInDays",
                                Match.absent(),
                                "Transitions",
                                List.of(
                                    Map.of(
                                        "StorageClass",
                                        "INTELLIGENT_TIERING",
                                        "TransitionInDays",
                                        0)),
                                "AbortIncompleteMultipartUpload",
                                Map.of("DaysAfterInitiation", 7)))))));
  }

  @Test
  void theLakesTableIsMadeFromItsModel(Assembly assembly) {
    JsonNode table = assembly.resources("prod", "storage", "AWS::Glue::Table").getFirst();
    JsonNode iceberg = table.at("/Properties/OpenTableFormatInput/IcebergInput/IcebergTableInput");

    assertThat(
            iceberg.at("/Schema/Fields").valueStream().map(field -> field.path("Name").asString()))
        .containsExactlyElementsOf(LakeTable.COLUMNS.stream().map(LakeColumn::name).toList());
    assertThat(
            iceberg
                .at("/PartitionSpec/Fields")
                .valueStream()
                .map(field -> field.path("SourceId").asInt() + field.path("Transform").asString()))
        .containsExactly("1identity", "4hour");
    assertThat(table.path("DeletionPolicy").asString()).isEqualTo("Retain");
  }

  @Test
  void gluesOptimizersKeepTheTable(Assembly assembly) {
    assertThat(assembly.resources("prod", "storage", "AWS::Glue::TableOptimizer"))
        .extracting(optimizer -> optimizer.at("/Properties/Type").asString())
        .containsExactlyInAnyOrder("compaction", "retention", "orphan_file_deletion");
  }

  @Test
  void deadLettersAreKeptForThirtyDaysAndTheirReadersAreLogged(Assembly assembly) {
    for (String environment : List.of("dev", "staging", "prod")) {
      assembly
          .template(environment, "storage")
          .hasResourceProperties(
              "AWS::S3::Bucket",
              Map.of(
                  "BucketName",
                  Match.stringLikeRegexp("acme-" + environment + "-rejected-[0-9]{12}"),
                  "LifecycleConfiguration",
                  Map.of(
                      "Rules",
                      List.of(
                          Match.objectLike(Map.of("Status", "Enabled", "ExpirationInDays", 30)))),
                  "LoggingConfiguration",
                  Match.objectLike(Map.of("LogFilePrefix", "rejected/"))));
    }
  }

  @Test
  void aTableIsKeyedAsItsContractSays(Assembly assembly) {
    assertThat(assembly.resources("prod", "storage", "AWS::DynamoDB::GlobalTable"))
        .extracting(
            table ->
                table.at("/Properties/TableName").asString()
                    + table
                        .at("/Properties/KeySchema")
                        .valueStream()
                        .map(key -> key.path("AttributeName").asString())
                        .toList()
                    + table.at("/Properties/BillingMode").asString()
                    + table.at("/Properties/TimeToLiveSpecification/AttributeName").asString())
        .containsExactlyInAnyOrder(
            "acme-prod-api-keys[key_hash]PAY_PER_REQUEST",
            "acme-prod-customers[customer_id]PAY_PER_REQUEST",
            "acme-prod-schemas[customer_id, schema]PAY_PER_REQUEST",
            "acme-prod-definitions[customer_id, definition]PAY_PER_REQUEST",
            "acme-prod-dashboards[customer_id, dashboard]PAY_PER_REQUESTexpires_at",
            "acme-prod-rate-limits[key_hash]PAY_PER_REQUESTexpires_at",
            "acme-prod-query-jobs[customer_id, job_id]PAY_PER_REQUESTexpires_at");
  }

  @Test
  void onlyTheTokensOfRateLimitsAndJobsGoWithTheirStack(Assembly assembly) {
    assertThat(assembly.resources("prod", "storage", "AWS::DynamoDB::GlobalTable"))
        .filteredOn(table -> table.path("DeletionPolicy").asString().equals("Delete"))
        .extracting(table -> table.at("/Properties/TableName").asString())
        .containsExactlyInAnyOrder("acme-prod-rate-limits", "acme-prod-query-jobs");
  }

  @Test
  void apiKeysAreFoundByTheirHashAndCanBeRestored(Assembly assembly) {
    assembly
        .template("prod", "storage")
        .hasResource(
            "AWS::DynamoDB::GlobalTable",
            Map.of(
                "DeletionPolicy",
                "Retain",
                "Properties",
                Match.objectLike(
                    Map.of(
                        "TableName",
                        "acme-prod-api-keys",
                        "KeySchema",
                        List.of(Map.of("AttributeName", "key_hash", "KeyType", "HASH")),
                        "SSESpecification",
                        Map.of("SSEEnabled", true, "SSEType", "KMS"),
                        "Replicas",
                        List.of(
                            Match.objectLike(
                                Map.of(
                                    "DeletionProtectionEnabled",
                                    true,
                                    "PointInTimeRecoverySpecification",
                                    Map.of("PointInTimeRecoveryEnabled", true))))))));
  }
}
