package com.acme.analytics.functions.provisioning;

import com.acme.analytics.functions.provisioning.cloudformation.CustomResourceProtocol;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;

/** The function behind {@code Custom::KafkaTopic}. */
public final class KafkaTopicHandler implements RequestStreamHandler {
  private final CustomResourceProtocol protocol;

  /** As Lambda makes it: configured by the environment. */
  public KafkaTopicHandler() {
    this(TopicsConfig.from(System.getenv()));
  }

  KafkaTopicHandler(TopicsConfig config) {
    protocol =
        new CustomResourceProtocol(
            new KafkaTopic(config.adminSettings()), HttpClient.newHttpClient());
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) {
    protocol.serve(input);
  }
}
