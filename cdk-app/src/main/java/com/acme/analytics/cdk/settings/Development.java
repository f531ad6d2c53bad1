package com.acme.analytics.cdk.settings;

import java.time.Duration;
import java.util.List;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * Where changes are tried: small, and it may be thrown away. The account and the certificates are
 * placeholders.
 */
public final class Development {
  private static final String ACCOUNT = "111111111111";
  private static final String REGION = "eu-west-1";

  private Development() {}

  public static EnvironmentSettings settings() {
    return new EnvironmentSettings(
        "dev",
        ACCOUNT,
        REGION,
        /* keepsData= */ false,
        RetentionDays.ONE_WEEK,
        new DomainSettings(
            "api.dev.acme-analytics.example",
            "arn:aws:acm:" + REGION + ":" + ACCOUNT + ":certificate/api",
            "ingest.dev.acme-analytics.example",
            "arn:aws:acm:" + REGION + ":" + ACCOUNT + ":certificate/ingest",
            "dashboard.dev.acme-analytics.example",
            "arn:aws:acm:us-east-1:" + ACCOUNT + ":certificate/dashboard"),
        new NetworkSettings("10.10.0.0/16", /* natGateways= */ 1),
        new LakeSettings(
            /* writersPerHour= */ 1,
            /* bufferMib= */ 8,
            /* commitInterval= */ Duration.ofSeconds(10),
            /* snapshotRetention= */ Duration.ofDays(5),
            /* abortUploadsAfter= */ Duration.ofDays(7),
            /* mostScannedGib= */ 10),
        new StreamSettings(
            "kafka.m7g.large",
            /* volumeGib= */ 100,
            new TopicSettings("events.accepted", /* partitions= */ 6, Duration.ofDays(3)),
            new TopicSettings("events.historical", /* partitions= */ 3, Duration.ofDays(7)),
            new TopicSettings("events.rejected", /* partitions= */ 3, Duration.ofDays(3)),
            TopicSettings.compacted("definitions", /* partitions= */ 1, Duration.ofDays(7)),
            new TopicSettings("alerts", /* partitions= */ 3, Duration.ofDays(7)),
            new TopicSettings("events.unique", /* partitions= */ 6, Duration.ofDays(3)),
            new TopicSettings("live", /* partitions= */ 3, Duration.ofHours(1))),
        new HotStoreSettings(
            "http://clickhouse.dev.acme.internal:8123",
            "acme",
            Duration.ofDays(7),
            new HotClusterSettings(
                "26.7.2",
                /* shards= */ 1,
                /* replicas= */ 3,
                StorageNode.I3EN_LARGE,
                /* cpuMillis= */ 1_500,
                /* memoryGib= */ 12,
                /* storageGib= */ 900,
                /* backupRetention= */ Duration.ofDays(1))),
        new WarmStoreSettings(
            "http://druid.dev.acme.internal:8888",
            Duration.ofDays(90),
            /* tasks= */ 1,
            /* replicas= */ 1,
            new WarmClusterSettings(
                StorageNode.I3EN_LARGE,
                /* nodes= */ 3,
                /* historical= */ new PodSize(
                    /* cpuMillis= */ 900, /* memoryGib= */ 6, /* storageGib= */ 700),
                /* indexer= */ new PodSize(
                    /* cpuMillis= */ 600, /* memoryGib= */ 6, /* storageGib= */ 100),
                /* slots= */ 3,
                /* broker= */ new PodSize(
                    /* cpuMillis= */ 500, /* memoryGib= */ 4, /* storageGib= */ 10),
                /* metadataUnits= */ 2)),
        new IngestSettings(
            /* maxEventAge= */ Duration.ofDays(3_650),
            /* maxClockSkew= */ Duration.ofMinutes(5),
            /* trustedProxies= */ List.of(),
            new KinesisSettings(
                TopicSettings.ofLargeRecords("events.raw", /* partitions= */ 3, Duration.ofDays(7)),
                /* eventsPerSecond= */ 5_000,
                List.of(
                    new KinesisStreamSettings(
                        "dev",
                        /* retention= */ Duration.ofDays(7),
                        /* tasks= */ 2,
                        /* workers= */ 1,
                        /* connected= */ true)))),
        new ApiSettings(
            /* requestsPerSecond= */ 500,
            /* burst= */ 500,
            new FunctionSettings(1_769, Duration.ofSeconds(29), /* reservedConcurrency= */ 20),
            new FunctionSettings(1_769, Duration.ofSeconds(29), /* reservedConcurrency= */ 10),
            new FunctionSettings(3_538, Duration.ofMinutes(15), /* reservedConcurrency= */ 4),
            new FunctionSettings(1_769, Duration.ofSeconds(29), /* reservedConcurrency= */ 5)),
        new DeadLetterSettings(
            /* retention= */ Duration.ofDays(30),
            new FunctionSettings(1_024, Duration.ofMinutes(2), /* reservedConcurrency= */ 3)),
        new GatewaySettings(
            /* minReplicas= */ 2,
            /* maxReplicas= */ 3,
            /* cpuMillis= */ 500,
            /* memoryMib= */ 1_024,
            /* drain= */ Duration.ofSeconds(20)),
        new StreamingSettings(
            /* parallelism= */ 2,
            /* mostParallelism= */ 2,
            /* parallelismPerKpu= */ 2,
            /* checkpointInterval= */ Duration.ofSeconds(10),
            /* deduplicationHorizon= */ Duration.ofDays(1),
            /* upsertInterval= */ Duration.ofSeconds(1),
            /* historicalEventsPerSecond= */ 5_000));
  }
}
