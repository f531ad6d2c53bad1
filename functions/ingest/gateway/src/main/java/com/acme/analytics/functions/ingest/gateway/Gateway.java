package com.acme.analytics.functions.ingest.gateway;

import com.acme.analytics.functions.ingest.gateway.health.KafkaTopics;
import com.acme.analytics.functions.ingest.gateway.health.Readiness;
import com.acme.analytics.functions.ingest.gateway.health.TopicCheck;
import com.acme.analytics.functions.ingest.gateway.health.TopicWatch;
import com.acme.analytics.functions.ingest.gateway.metrics.PrometheusIngestMetrics;
import com.acme.analytics.functions.ingest.gateway.raw.RawConsumer;
import com.acme.analytics.functions.ingest.pipeline.IngestServices;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The long-lived door for events: HTTP/1.1, HTTP/2 and gRPC on one port, the same pipeline as the
 * function's behind it. Ends on SIGTERM with status 0 once it has drained.
 */
public final class Gateway implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final Duration TOPIC_INTERVAL = Duration.ofSeconds(5);

  private final KafkaTopics topics;
  private final TopicWatch watch;
  private final IngestServices services;
  private final Optional<RawConsumer> raw;
  private final GatewayServer server;
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

  private Gateway(
      GatewaySettings settings, Bounds bounds, KafkaTopics topics, InstantSource clock) {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    garbageCollection.bindTo(registry);
    PrometheusIngestMetrics metrics = new PrometheusIngestMetrics(registry);
    Readiness readiness = new Readiness();
    readiness.update(required(topics.firstCheck()));
    this.topics = topics;
    this.services = IngestServices.open(settings.ingest(), metrics);
    this.server =
        new GatewayServer(
            settings.address(),
            settings.drain(),
            bounds,
            services,
            metrics,
            registry,
            readiness,
            clock);
    this.raw =
        settings
            .raw()
            .map(
                topic ->
                    new RawConsumer(
                        settings.ingest().kafka(), topic, services.ingestion(), metrics, registry));
    this.watch = new TopicWatch(topics, readiness, TOPIC_INTERVAL);
  }

  /** The process; its settings are its environment. */
  public static void main(String[] args) {
    Gateway gateway;
    try {
      gateway = open(GatewaySettings.from(System.getenv()), InstantSource.system());
    } catch (RuntimeException e) {
      LOG.error("the gateway can't start: {}", e.getMessage(), e);
      LogManager.shutdown();
      System.exit(1);
      return;
    }
    LOG.info("serving on port {}", gateway.port());
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("drain").unstarted(() -> end(gateway)));
  }

  /**
   * Starts a gateway.
   *
   * @param clock says when a request came in
   * @throws IllegalStateException when Kafka answers that a topic is missing
   */
  static Gateway open(GatewaySettings settings, InstantSource clock) {
    return open(settings, Bounds.forHeap(Runtime.getRuntime().maxMemory()), clock);
  }

  static Gateway open(GatewaySettings settings, Bounds bounds, InstantSource clock) {
    KafkaTopics topics = new KafkaTopics(settings.ingest().kafka(), settings.topics());
    try {
      return new Gateway(settings, bounds, topics, clock);
    } catch (RuntimeException e) {
      topics.close();
      throw e;
    }
  }

  /** The port that it serves on. */
  int port() {
    return server.port();
  }

  /**
   * Leaves raw records to others and drains, then sends what the producer still holds, then closes
   * all connections.
   */
  @Override
  public void close() {
    raw.ifPresent(RawConsumer::close);
    server.close();
    watch.close();
    services.close();
    topics.close();
    garbageCollection.close();
    LOG.info("drained");
  }

  /** A missing topic is a mistake to be told at once; an unreachable Kafka may come back. */
  private static TopicCheck required(TopicCheck check) {
    if (check instanceof TopicCheck.Missing missing) {
      throw new IllegalStateException(
          "Kafka topics: %s missing (expected: all there)".formatted(missing.topics()));
    }
    return check;
  }

  private static void end(Gateway gateway) {
    try {
      gateway.close();
    } catch (RuntimeException e) {
      LOG.error("the gateway did not drain", e);
      LogManager.shutdown();
      Runtime.getRuntime().halt(1);
    }
    LogManager.shutdown();
    // Without it the process would end as killed by the signal, for all that it ended in order.
    Runtime.getRuntime().halt(0);
  }
}
