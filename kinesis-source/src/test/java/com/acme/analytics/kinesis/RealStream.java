package com.acme.analytics.kinesis;

import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.KinesisEngine;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.HashKeyRange;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** A stream of its own in a real engine. */
final class RealStream implements AutoCloseable {
  private static final Region REGION = Region.EU_CENTRAL_1;

  private final KinesisEngine engine;
  private final KinesisClient client;
  private final String name = "stream-" + UUID.randomUUID();

  RealStream(EngineFixture<KinesisEngine> kinesis, int shards) {
    this.engine = kinesis.engine();
    this.client =
        KinesisClient.builder()
            .endpointOverride(engine.url())
            .region(REGION)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    client.createStream(create -> create.streamName(name).shardCount(shards));
    awaitActive();
  }

  /** What a connector of the stream is told. */
  Map<String, String> settings() {
    Map<String, String> settings = RunningTask.settings();
    settings.put("kinesis.stream", name);
    settings.put("kinesis.region", REGION.id());
    settings.put("kinesis.endpoint", engine.url().toString());
    return settings;
  }

  void put(String partitionKey, String data) {
    client.putRecord(
        put -> put.streamName(name).partitionKey(partitionKey).data(SdkBytes.fromUtf8String(data)));
  }

  /** Splits the shard in two of the same size. */
  void split(String shardId) {
    HashKeyRange range = shard(shardId).hashKeyRange();
    BigInteger middle =
        new BigInteger(range.startingHashKey())
            .add(new BigInteger(range.endingHashKey()))
            .shiftRight(1);
    client.splitShard(
        split ->
            split.streamName(name).shardToSplit(shardId).newStartingHashKey(middle.toString()));
    awaitActive();
  }

  /** Merges two neighbours. */
  void merge(String left, String right) {
    client.mergeShards(
        merge -> merge.streamName(name).shardToMerge(left).adjacentShardToMerge(right));
    awaitActive();
  }

  /** All shards, in order. */
  List<String> shardIds() {
    return client.listShards(list -> list.streamName(name)).shards().stream()
        .map(Shard::shardId)
        .sorted()
        .toList();
  }

  void delete() {
    client.deleteStream(delete -> delete.streamName(name));
  }

  @Override
  public void close() {
    client.close();
  }

  private Shard shard(String id) {
    return client.listShards(list -> list.streamName(name)).shards().stream()
        .filter(shard -> shard.shardId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private void awaitActive() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                client
                        .describeStreamSummary(describe -> describe.streamName(name))
                        .streamDescriptionSummary()
                        .streamStatus()
                    == StreamStatus.ACTIVE);
  }
}
