package com.acme.analytics.functions.ingest.management;

import com.acme.analytics.functions.http.HttpRequest;
import com.acme.analytics.functions.http.HttpResponse;
import com.acme.analytics.functions.http.PayloadFormat;
import com.acme.analytics.functions.ingest.management.rejected.RejectedMetrics;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * The function behind schemas, settings, funnels, changes of dashboards and refused events. A
 * snapshot of it holds loaded classes but no connection and no random state: those are opened after
 * the restore, or at the first request where there is no snapshot.
 */
public final class ManagementHandler implements RequestStreamHandler, Resource {
  /** Without an API key: it loads classes, and is refused before anything is connected. */
  private static final HttpRequest PRIMING =
      new HttpRequest(
          "GET /v2/events/rejected", Map.of(), Map.of(), Map.of(), new byte[0], "", "priming", 0);

  private final ManagementConfig config;
  private final PowertoolsRejectedMetrics metrics;
  private ManagementServices services;

  /**
   * For Lambda, which makes one.
   *
   * @throws IllegalArgumentException when the environment doesn't configure the function
   */
  public ManagementHandler() {
    this(ManagementConfig.from(System.getenv()));
    Core.getGlobalContext().register(this);
  }

  ManagementHandler(ManagementConfig config) {
    this.config = config;
    this.metrics = new PowertoolsRejectedMetrics();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) {
    PowertoolsLogging.initializeLogging(context);
    try {
      PayloadFormat.write(open().handle(PayloadFormat.read(in)), out);
    } finally {
      metrics.flush();
      PowertoolsLogging.clearState(true);
    }
  }

  @Override
  public synchronized void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    close();
    try (ManagementServices throwAway = ManagementServices.open(config, RejectedMetrics.NONE)) {
      HttpResponse refusal = throwAway.handle(PRIMING);
      PayloadFormat.write(refusal, OutputStream.nullOutputStream());
    }
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {
    ManagementServices unused = open();
  }

  private synchronized ManagementServices open() {
    if (services == null) {
      services = ManagementServices.open(config, metrics);
    }
    return services;
  }

  synchronized void close() {
    if (services != null) {
      services.close();
      services = null;
    }
  }
}
