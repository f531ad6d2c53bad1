package com.acme.analytics.benchmarks.ingest;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.crac.Resource;

/**
 * A life of the function, in a JVM of its own: made, told of the checkpoint, told of the restore,
 * and invoked, once and then again and again. What Lambda does between the hooks, the snapshot
 * itself, is not here: the process goes on. Prints microseconds.
 */
public final class LambdaProbe {
  private static final String HANDLER = "com.acme.analytics.functions.ingest.lambda.IngestHandler";
  private static final int BATCH = 100;
  private static final int WARM_UP = 1_500;
  private static final int INVOCATIONS = 500;

  private LambdaProbe() {}

  /**
   * Runs it.
   *
   * @param arguments when the process was started, milliseconds since the epoch
   */
  public static void main(String[] arguments) throws Exception {
    RequestStreamHandler handler =
        Class.forName(HANDLER)
            .asSubclass(RequestStreamHandler.class)
            .getDeclaredConstructor()
            .newInstance();
    print("init", (System.currentTimeMillis() - Long.parseLong(arguments[0])) * 1_000);
    Resource hooks = (Resource) handler;
    long start = System.nanoTime();
    hooks.beforeCheckpoint(null);
    print("before_checkpoint", micros(start));
    start = System.nanoTime();
    hooks.afterRestore(null);
    print("after_restore", micros(start));
    SampleEvents events =
        new SampleEvents(PipelineBenchmark.WARM_ADDRESSES, PipelineBenchmark.USER_AGENTS);
    print("first", invoke(handler, events.batch(0, BATCH)));
    for (int i = 0; i < WARM_UP; i++) {
      invoke(handler, events.batch(i * BATCH, BATCH));
    }
    for (int i = 0; i < INVOCATIONS; i++) {
      print("warm", invoke(handler, events.batch(i * BATCH, BATCH)));
    }
    System.exit(0);
  }

  private static long invoke(RequestStreamHandler handler, byte[] body) throws Exception {
    byte[] request = request(body);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long start = System.nanoTime();
    handler.handleRequest(new ByteArrayInputStream(request), out, null);
    long micros = micros(start);
    String answer = out.toString(StandardCharsets.UTF_8);
    if (!answer.contains("\"statusCode\":202")) {
      throw new IllegalStateException(answer);
    }
    return micros;
  }

  private static byte[] request(byte[] body) {
    return String.format(
            Locale.ROOT,
            "{\"version\":\"2.0\",\"routeKey\":\"POST /v2/events\",\"rawPath\":\"/v2/events\","
                + "\"rawQueryString\":\"\",\"headers\":{\"content-type\":\"application/json\","
                + "\"x-api-key\":\"%s\"},\"requestContext\":{\"http\":{\"method\":\"POST\","
                + "\"path\":\"/v2/events\",\"sourceIp\":\"192.0.2.1\"},\"requestId\":\"probe\","
                + "\"routeKey\":\"POST /v2/events\",\"timeEpoch\":%d},\"body\":\"%s\","
                + "\"isBase64Encoded\":true}",
            IngestEngines.KEY,
            System.currentTimeMillis(),
            Base64.getEncoder().encodeToString(body))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static long micros(long startNanos) {
    return (System.nanoTime() - startNanos) / 1_000;
  }

  private static void print(String name, long micros) {
    System.out.println("probe " + name + " " + micros);
  }
}
