package com.acme.analytics.local.emulation.testfunction;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.crac.Core;
import org.crac.Resource;

/** A function that tells which snapshot hooks have run. */
public final class SnapshotFunction implements RequestStreamHandler, Resource {
  private String log = "constructed";

  /** Registers for the hooks. */
  public SnapshotFunction() {
    Core.getGlobalContext().register(this);
  }

  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    log += " beforeCheckpoint";
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {
    if ("true".equals(System.getenv("TEST_FAILS_TO_RESTORE"))) {
      throw new IllegalStateException("told not to restore");
    }
    log += " afterRestore";
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    out.write(
        ("\"" + log + " " + System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE") + "\"")
            .getBytes(StandardCharsets.UTF_8));
  }
}
