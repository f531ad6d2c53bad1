package com.acme.analytics.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.cdk.Assembly;
import com.acme.analytics.cdk.Synthesis;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awscdk.assertions.Match;

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
  void theLakeKeepsSevenYearsAndAbortsForgottenUploads(Assembly assembly) {
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
                                2_557,
                                "AbortIncompleteMultipartUpload",
                                Map.of("DaysAfterInitiation", 7)))))));
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
