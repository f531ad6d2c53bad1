package com.acme.analytics.kinesis;

import com.acme.analytics.kinesis.StreamException.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.ConnectException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.KinesisClientBuilder;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.KmsThrottlingException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * The stream through the SDK, which is told not to retry: a wait here would hold up other shards.
 */
final class AwsKinesisStream implements KinesisStream {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);
  private static final int SERVER_ERROR = 500;

  private final KinesisClient client;
  private final String stream;

  private AwsKinesisStream(KinesisClient client, String stream) {
    this.client = client;
    this.stream = stream;
  }

  /** Makes the client; it connects when first used, with the worker's credentials. */
  static AwsKinesisStream open(SourceSettings settings) {
    KinesisClientBuilder builder =
        KinesisClient.builder()
            .region(Region.of(settings.region()))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(
                overrides ->
                    overrides
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(CALL_TIMEOUT));
    settings.endpoint().map(URI::create).ifPresent(builder::endpointOverride);
    return new AwsKinesisStream(builder.build(), settings.stream());
  }

  @Override
  public List<Shard> shards() {
    List<Shard> shards = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      ListShardsRequest.Builder request = ListShardsRequest.builder();
      // The token stands for the stream; both at once are refused.
      next.ifPresentOrElse(request::nextToken, () -> request.streamName(stream));
      ListShardsResponse response = ask(() -> client.listShards(request.build()));
      response.shards().forEach(shard -> shards.add(shard(shard)));
      next = Optional.ofNullable(response.nextToken());
    } while (next.isPresent());
    return shards;
  }

  @Override
  public String iterator(String shardId, Position position) {
    GetShardIteratorRequest.Builder request =
        GetShardIteratorRequest.builder().streamName(stream).shardId(shardId);
    if (position instanceof Position.From from) {
      request.shardIteratorType(ShardIteratorType.AT_TIMESTAMP).timestamp(from.time());
    } else if (position instanceof Position.At at) {
      request
          .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
          .startingSequenceNumber(at.sequenceNumber());
    } else if (position instanceof Position.After after) {
      request
          .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
          .startingSequenceNumber(after.sequenceNumber());
    } else {
      request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
    }
    return ask(() -> client.getShardIterator(request.build())).shardIterator();
  }

  @Override
  public ShardPage read(String iterator, int limit) {
    GetRecordsResponse response =
        ask(() -> client.getRecords(request -> request.shardIterator(iterator).limit(limit)));
    return new ShardPage(
        response.records().stream().map(AwsKinesisStream::record).toList(),
        Optional.ofNullable(response.nextShardIterator()),
        Optional.ofNullable(response.millisBehindLatest()).orElse(0L));
  }

  @Override
  public void close() {
    client.close();
  }

  private <T> T ask(Supplier<T> request) {
    try {
      return request.get();
    } catch (ExpiredIteratorException e) {
      throw new StreamException(Reason.ITERATOR_EXPIRED, e);
    } catch (ResourceNotFoundException e) {
      throw new StreamException(Reason.SHARD_GONE, e);
    } catch (ProvisionedThroughputExceededException
        | LimitExceededException
        | KmsThrottlingException e) {
      throw new StreamException(Reason.THROTTLED, e);
    } catch (AwsServiceException e) {
      if (e.isThrottlingException()) {
        throw new StreamException(Reason.THROTTLED, e);
      }
      if (e.statusCode() >= SERVER_ERROR) {
        throw new StreamException(Reason.UNAVAILABLE, e);
      }
      throw new ConnectException("stream %s: %s".formatted(stream, e.getMessage()), e);
    } catch (SdkClientException e) {
      throw new StreamException(Reason.UNAVAILABLE, e);
    }
  }

  private static Shard shard(software.amazon.awssdk.services.kinesis.model.Shard shard) {
    return new Shard(
        shard.shardId(),
        Stream.of(shard.parentShardId(), shard.adjacentParentShardId())
            .filter(parent -> parent != null && !parent.isEmpty())
            .toList(),
        shard.hashKeyRange().startingHashKey(),
        shard.hashKeyRange().endingHashKey());
  }

  private static StreamRecord record(Record record) {
    return new StreamRecord(
        record.sequenceNumber(),
        record.partitionKey(),
        record.approximateArrivalTimestamp(),
        record.data().asByteArrayUnsafe());
  }
}
