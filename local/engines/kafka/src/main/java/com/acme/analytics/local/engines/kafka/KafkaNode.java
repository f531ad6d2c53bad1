package com.acme.analytics.local.engines.kafka;

import java.util.Arrays;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** One Kafka node, broker and controller: formats its directory if that is new, then runs. */
public final class KafkaNode {
  private KafkaNode() {}

  /**
   * Runs until the JVM is told to exit.
   *
   * @param args the path of a server.properties; the cluster id to format a new directory with
   */
  public static void main(String[] args) {
    if (args.length != 2) {
      throw new IllegalArgumentException(
          "arguments: %s (expected: properties file, cluster id)".formatted(Arrays.toString(args)));
    }
    String[] format = {
      "format", "--ignore-formatted", "--config", args[0], "--cluster-id", args[1]
    };
    int status = StorageTool.execute(format, System.out);
    if (status != 0) {
      throw new IllegalStateException(
          "formatting for %s: %d (expected: 0)".formatted(args[0], status));
    }
    Kafka.main(new String[] {args[0]});
  }
}
