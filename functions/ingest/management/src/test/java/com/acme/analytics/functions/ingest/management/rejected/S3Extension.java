package com.acme.analytics.functions.ingest.management.rejected;

import com.acme.analytics.functions.ingest.rejected.ArchiveClient;
import com.acme.analytics.local.supervisor.EngineFixture;
import com.acme.analytics.local.supervisor.S3Engine;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.services.s3.S3Client;

/** Gives each test an empty bucket of one S3 that all test classes share. */
public final class S3Extension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(S3Extension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestBucket.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Server.class, type -> new Server(), Server.class)
        .newBucket();
  }

  private static final class Server implements AutoCloseable {
    private final EngineFixture<S3Engine> fixture;
    private final S3Client client;
    private final AtomicInteger buckets = new AtomicInteger();

    private Server() {
      try {
        fixture = EngineFixture.s3();
      } catch (Exception e) {
        throw new IllegalStateException("S3 does not start", e);
      }
      // What the SDK would find in a function's environment.
      System.setProperty("aws.endpointUrlS3", fixture.engine().url().toString());
      client = ArchiveClient.open();
    }

    private TestBucket newBucket() {
      String name = "rejected-" + buckets.incrementAndGet();
      client.createBucket(request -> request.bucket(name));
      return new TestBucket(client, name);
    }

    @Override
    public void close() throws Exception {
      client.close();
      fixture.close();
    }
  }
}
