package com.acme.analytics.functions.ingest.lambda;

import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.http.PayloadFormat;
import com.acme.analytics.functions.identity.DirectoryUnavailableException;
import com.acme.analytics.functions.ingest.pipeline.IngestServices;
import com.acme.analytics.functions.ingest.pipeline.IngestSettings;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.kafka.common.KafkaException;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * The function behind {@code POST /v2/events} and Segment's {@code POST /v1/...}. A snapshot of it
 * holds loaded classes but no connection and no random state: those are opened by the hook after
 * the restore, or at the first request where there is no snapshot.
 */
public final class IngestHandler implements RequestStreamHandler, Resource {
  private static final Logger LOG = LoggerFactory.getLogger(IngestHandler.class);

  private final IngestSettings settings;
  private final PowertoolsIngestMetrics metrics;
  private IngestServices services;
  private IngestRoutes routes;

  /**
   * For Lambda, which makes one.
   *
   * @throws IllegalArgumentException when the environment doesn't configure the function
   */
  public IngestHandler() {
    this(IngestConfig.from(System.getenv()));
    Core.getGlobalContext().register(this);
  }

  IngestHandler(IngestSettings settings) {
    this.settings = settings;
    this.metrics = new PowertoolsIngestMetrics();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    PowertoolsLogging.initializeLogging(context);
    try {
      HttpRequest request = PayloadFormat.read(in);
      HttpResponse response = open().post(request);
      PayloadFormat.write(response, out);
    } finally {
      metrics.flush();
      PowertoolsLogging.clearState(true);
    }
  }

  @Override
  public synchronized void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    close();
    new Priming(settings).run();
    metrics.prime();
  }

  @Override
  public synchronized void afterRestore(org.crac.Context<? extends Resource> context) {
    open();
    try {
      services.connect();
    } catch (DirectoryUnavailableException | ProblemException | KafkaException e) {
      LOG.warn("restored without connections: the first request has to wait for them", e);
    }
  }

  private synchronized IngestRoutes open() {
    if (services == null) {
      services = IngestServices.open(settings, metrics);
      routes = IngestRoutes.of(services.directory(), services.ingestion(), metrics);
    }
    return routes;
  }

  synchronized void close() {
    if (services != null) {
      services.close();
      services = null;
    }
  }
}
