package com.acme.analytics.cdk.settings;

import java.time.Duration;
import java.util.List;
import software.amazon.awscdk.services.logs.RetentionDays;

/** Where customers are. The account and the certificates are placeholders. */
public final class Production {
  private static final String ACCOUNT = "333333333333";
  private static final String REGION = "eu-west-1";

  private Production() {}

  public static EnvironmentSettings settings() {
    return new EnvironmentSettings(
        "prod",
        ACCOUNT,
        REGION,
        /* keepsData= */ true,
        RetentionDays.ONE_YEAR,
        new DomainSettings(
            "api.acme-analytics.example",
            "arn:aws:acm:" + REGION + ":" + ACCOUNT + ":certificate/api",
            "ingest.acme-analytics.example",
            "arn:aws:acm:" + REGION + ":" + ACCOUNT + ":certificate/ingest",
            "dashboard.acme-analytics.example",
            "arn:aws:acm:us-east-1:" + ACCOUNT + ":certificate/dashboard"),
        new NetworkSettings("10.30.0.0/16", /* natGateways= */ 3),
        new LakeSettings(
            /* writersPerHour= */ 4,
            /* bufferMib= */ 128,
            /* commitInterval= */ Duration.ofSeconds(60),
            /* snapshotRetention= */ Duration.ofDays(5),
            /* abortUploadsAfter= */ Duration.ofDays(7),
            /* mostScannedGib= */ 1_024),
        new StreamSettings(
            "kafka.m7g.4xlarge",
            /* volumeGib= */ 4_000,
            new TopicSettings("events.accepted", /* partitions= */ 96, Duration.ofDays(3)),
            new TopicSettings("events.historical", /* partitions= */ 24, Duration.ofDays(7)),
            new TopicSettings("events.rejected", /* partitions= */ 12, Duration.ofDays(3)),
            TopicSettings.compacted("definitions", /* partitions= */ 1, Duration.ofDays(7)),
            new TopicSettings("alerts", /* partitions= */ 12, Duration.ofDays(7)),
            new TopicSettings("events.unique", /* partitions= */ 96, Duration.ofDays(3)),
            new TopicSettings("live", /* partitions= */ 24, Duration.ofHours(1))),
        new HotStoreSettings(
            "http://clickhouse.prod.acme.internal:8123",
            "acme",
            Duration.ofDays(7),
            new HotClusterSettings(
                "26.7.2",
                /* shards= */ 4,
                /* replicas= */ 3,
                StorageNode.I3EN_6XLARGE,
                /* cpuMillis= */ 23_000,
                /* memoryGib= */ 160,
                /* storageGib= */ 11_000,
                /* backupRetention= */ Duration.ofDays(3))),
        new WarmStoreSettings(
            "http://druid.prod.acme.internal:8888",
            Duration.ofDays(90),
            /* tasks= */ 12,
            /* replicas= */ 2,
            new WarmClusterSettings(
                StorageNode.I3EN_3XLARGE,
                /* nodes= */ 6,
                /* historical= */ new PodSize(
                    /* cpuMillis= */ 6_500, /* memoryGib= */ 44, /* storageGib= */ 5_000),
                /* indexer= */ new PodSize(
                    /* cpuMillis= */ 4_500, /* memoryGib= */ 34, /* storageGib= */ 300),
                /* slots= */ 9,
                /* broker= */ new PodSize(
                    /* cpuMillis= */ 3_500, /* memoryGib= */ 12, /* storageGib= */ 40),
                /* metadataUnits= */ 16)),
        new IngestSettings(
            /* maxEventAge= */ Duration.ofDays(3_650),
            /* maxClockSkew= */ Duration.ofMinutes(5),
            /* trustedProxies= */ List.of(),
            new KinesisSettings(
                TopicSettings.ofLargeRecords(
                    "events.raw", /* partitions= */ 24, Duration.ofDays(7)),
                /* eventsPerSecond= */ 50_000,
                List.of(
                    new KinesisStreamSettings(
                        "acme",
                        /* retention= */ Duration.ofDays(7),
                        /* tasks= */ 16,
                        /* workers= */ 2,
                        /* connected= */ true)))),
        new ApiSettings(
            /* requestsPerSecond= */ 10_000,
            /* burst= */ 5_000,
            new FunctionSettings(1_769, Duration.ofSeconds(29), /* reservedConcurrency= */ 265),
            new FunctionSettings(1_769, Duration.ofSeconds(29), /* reservedConcurrency= */ 200),
            new FunctionSettings(3_538, Duration.ofMinutes(15), /* reservedConcurrency= */ 40),
            new FunctionSettings(1_769, Duration.ofSeconds(29), /* reservedConcurrency= */ 20)),
        new DeadLetterSettings(
            /* retention= */ Duration.ofDays(30),
            new FunctionSettings(1_024, Duration.ofMinutes(2), /* reservedConcurrency= */ 12)),
        new GatewaySettings(
            /* minReplicas= */ 6,
            /* maxReplicas= */ 48,
            /* cpuMillis= */ 3_500,
            /* memoryMib= */ 6_144,
            /* drain= */ Duration.ofSeconds(20)),
        new StreamingSettings(
            /* parallelism= */ 48,
            /* mostParallelism= */ 96,
            /* parallelismPerKpu= */ 1,
            /* checkpointInterval= */ Duration.ofSeconds(10),
            /* deduplicationHorizon= */ Duration.ofDays(1),
            /* upsertInterval= */ Duration.ofSeconds(5),
            /* historicalEventsPerSecond= */ 5_000));
  }
}
