package com.acme.analytics.cdk.settings;

import java.time.Duration;
import java.util.List;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * What production will be next, at a smaller size. The account and the certificates are
 * placeholders.
 */
public final class Staging {
  private static final String ACCOUNT = "222222222222";
  private static final String REGION = "eu-west-1";

  private Staging() {}

  public static EnvironmentSettings settings() {
    return new EnvironmentSettings(
        "staging",
        ACCOUNT,
        REGION,
        /* keepsData= */ true,
        RetentionDays.ONE_MONTH,
        new DomainSettings(
            "api.staging.acme-analytics.example",
            "arn:aws:acm:" + REGION + ":" + ACCOUNT + ":certificate/api",
            "ingest.staging.acme-analytics.example",
            "arn:aws:acm:" + REGION + ":" + ACCOUNT + ":certificate/ingest",
            "dashboard.staging.acme-analytics.example",
            "arn:aws:acm:us-east-1:" + ACCOUNT + ":certificate/dashboard"),
        new NetworkSettings("10.20.0.0/16", /* natGateways= */ 1),
        new LakeSettings(
            /* writersPerHour= */ 1,
            /* bufferMib= */ 32,
            /* commitInterval= */ Duration.ofSeconds(60),
            /* snapshotRetention= */ Duration.ofDays(5),
            /* abortUploadsAfter= */ Duration.ofDays(7),
            /* mostScannedGib= */ 100),
        new StreamSettings(
            "kafka.m7g.large",
            /* volumeGib= */ 250,
            new TopicSettings("events.accepted", /* partitions= */ 12, Duration.ofDays(3)),
            new TopicSettings("events.historical", /* partitions= */ 6, Duration.ofDays(7)),
            new TopicSettings("events.rejected", /* partitions= */ 6, Duration.ofDays(3)),
            TopicSettings.compacted("definitions", /* partitions= */ 1, Duration.ofDays(7)),
            new TopicSettings("alerts", /* partitions= */ 6, Duration.ofDays(7)),
            new TopicSettings("events.unique", /* partitions= */ 12, Duration.ofDays(3)),
            new TopicSettings("live", /* partitions= */ 6, Duration.ofHours(1))),
        new HotStoreSettings(
            "http://clickhouse.staging.acme.internal:8123",
            "acme",
            Duration.ofDays(7),
            new HotClusterSettings(
                "26.7.2",
                /* shards= */ 2,
                /* replicas= */ 3,
                StorageNode.I3EN_XLARGE,
                /* cpuMillis= */ 3_500,
                /* memoryGib= */ 26,
                /* storageGib= */ 1_900,
                /* backupRetention= */ Duration.ofDays(2))),
        new WarmStoreSettings(
            "http://druid.staging.acme.internal:8888",
            Duration.ofDays(90),
            /* tasks= */ 2,
            /* replicas= */ 2,
            new WarmClusterSettings(
                StorageNode.I3EN_XLARGE,
                /* nodes= */ 3,
                /* historical= */ new PodSize(
                    /* cpuMillis= */ 2_000, /* memoryGib= */ 14, /* storageGib= */ 1_200),
                /* indexer= */ new PodSize(
                    /* cpuMillis= */ 1_400, /* memoryGib= */ 11, /* storageGib= */ 200),
                /* slots= */ 4,
                /* broker= */ new PodSize(
                    /* cpuMillis= */ 1_000, /* memoryGib= */ 6, /* storageGib= */ 20),
                /* metadataUnits= */ 4)),
        new IngestSettings(
            /* maxEventAge= */ Duration.ofDays(3_650),
            /* maxClockSkew= */ Duration.ofMinutes(5),
            /* trustedProxies= */ List.of(),
            new KinesisSettings(
                TopicSettings.ofLargeRecords("events.raw", /* partitions= */ 6, Duration.ofDays(7)),
                /* eventsPerSecond= */ 10_000,
                List.of(
                    new KinesisStreamSettings(
                        "staging",
                        /* retention= */ Duration.ofDays(7),
                        /* tasks= */ 4,
                        /* workers= */ 1,
                        /* connected= */ true)))),
        new ApiSettings(
            /* requestsPerSecond= */ 2_000,
            /* burst= */ 1_000,
            new FunctionSettings(1_769, Duration.ofSeconds(29), /* reservedConcurrency= */ 100),
            new FunctionSettings(1_769, Duration.ofSeconds(29), /* reservedConcurrency= */ 50),
            new FunctionSettings(3_538, Duration.ofMinutes(15), /* reservedConcurrency= */ 10),
            new FunctionSettings(1_769, Duration.ofSeconds(29), /* reservedConcurrency= */ 10)),
        new DeadLetterSettings(
            /* retention= */ Duration.ofDays(30),
            new FunctionSettings(1_024, Duration.ofMinutes(2), /* reservedConcurrency= */ 6)),
        new GatewaySettings(
            /* minReplicas= */ 3,
            /* maxReplicas= */ 6,
            /* cpuMillis= */ 1_000,
            /* memoryMib= */ 2_048,
            /* drain= */ Duration.ofSeconds(20)),
        new StreamingSettings(
            /* parallelism= */ 4,
            /* mostParallelism= */ 8,
            /* parallelismPerKpu= */ 2,
            /* checkpointInterval= */ Duration.ofSeconds(10),
            /* deduplicationHorizon= */ Duration.ofDays(1),
            /* upsertInterval= */ Duration.ofSeconds(5),
            /* historicalEventsPerSecond= */ 5_000));
  }
}
