package com.acme.analytics.cdk.stack;

import com.acme.analytics.cdk.construct.PrivateBucket;
import com.acme.analytics.cdk.settings.EnvironmentSettings;
import com.acme.analytics.cdk.settings.LakeSettings;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.TableEncryptionV2;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.StorageClass;
import software.amazon.awscdk.services.s3.Transition;
import software.constructs.Construct;

/** The lake's bucket and the table of API keys. */
public final class StorageStack extends Stack {
  private final TableV2 apiKeys;

  public StorageStack(Construct scope, EnvironmentSettings settings) {
    super(scope, "storage");
    Bucket accessLogs =
        PrivateBucket.create(this, "AccessLogs", settings.removalPolicy())
            .lifecycleRules(List.of(LifecycleRule.builder().expiration(Duration.days(365)).build()))
            .build();
    PrivateBucket.create(this, "Lake", settings.removalPolicy())
        .bucketName(settings.resourceName("lake-" + settings.account()))
        .serverAccessLogsBucket(accessLogs)
        .serverAccessLogsPrefix("lake/")
        .lifecycleRules(List.of(lifecycle(settings.lake())))
        .build();
    apiKeys =
        TableV2.Builder.create(this, "ApiKeys")
            .tableName(settings.resourceName("api-keys"))
            .partitionKey(Attribute.builder().name("key_hash").type(AttributeType.STRING).build())
            .encryption(TableEncryptionV2.awsManagedKey())
            .pointInTimeRecoverySpecification(
                PointInTimeRecoverySpecification.builder().pointInTimeRecoveryEnabled(true).build())
            .deletionProtection(settings.keepsData())
            .removalPolicy(settings.removalPolicy())
            .build();
  }

  /** Partition key {@code key_hash}. */
  public TableV2 apiKeys() {
    return apiKeys;
  }

  private static LifecycleRule lifecycle(LakeSettings lake) {
    return LifecycleRule.builder()
        .abortIncompleteMultipartUploadAfter(days(lake.abortUploadsAfter()))
        .transitions(
            List.of(
                Transition.builder()
                    .storageClass(StorageClass.INFREQUENT_ACCESS)
                    .transitionAfter(days(lake.infrequentAccessAfter()))
                    .build()))
        .expiration(days(lake.retention()))
        .build();
  }

  private static Duration days(java.time.Duration duration) {
    return Duration.days(duration.toDays());
  }
}
