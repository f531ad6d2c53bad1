package com.acme.analytics.functions.provisioning;

import com.acme.analytics.functions.provisioning.cloudformation.CustomResourceProtocol;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;

/** The function behind {@code Custom::DruidIngestion}. */
public final class DruidIngestionHandler implements RequestStreamHandler {
  private final CustomResourceProtocol protocol;

  /** As Lambda makes it: configured by the environment. */
  public DruidIngestionHandler() {
    this(DruidConfig.from(System.getenv()));
  }

  DruidIngestionHandler(DruidConfig config) {
    protocol =
        new CustomResourceProtocol(
            new DruidIngestion(config.druidUrl(), config.consumerSettings()),
            HttpClient.newHttpClient());
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) {
    protocol.serve(input);
  }
}
