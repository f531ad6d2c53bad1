package com.acme.analytics.functions.provisioning;

import com.acme.analytics.clickhouse.Rebuild;
import com.acme.analytics.clickhouse.RebuildReport;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.clickhouse.client.api.Client;
import java.io.InputStream;
import java.io.OutputStream;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rebuilds dirty ranges of windows and sessions, by a schedule. What it is invoked with plays no
 * part; it answers what the run did: {@code {"rebuilt", "rows", "failed", "waiting"}}.
 */
public final class RebuildHandler implements RequestStreamHandler {
  /** Ranges of a run: a second or two for each, of all but the largest customers. */
  private static final int MOST_RANGES = 100;

  private final MigrationsConfig config;
  private final SecretsManagerClient secrets;

  /** As Lambda makes it: configured by the environment. */
  public RebuildHandler() {
    this(MigrationsConfig.from(System.getenv()), SecretsManagerClient.create());
  }

  RebuildHandler(MigrationsConfig config, SecretsManagerClient secrets) {
    this.config = config;
    this.secrets = secrets;
  }

  /**
   * Serves one invocation.
   *
   * @throws IllegalStateException when a range could not be rebuilt, so that it shows as an error
   *     of the function; it stays dirty
   */
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) {
    ClickHouseUser user = ClickHouseUser.of(secrets, config.secretArn());
    try (Client client =
        new Client.Builder()
            .addEndpoint(config.clickHouseUrl().toString())
            .setUsername(user.username())
            .setPassword(user.password())
            .build()) {
      RebuildReport report = new Rebuild(client, config.database()).run(MOST_RANGES);
      if (report.failed() > 0) {
        throw new IllegalStateException(report.toString());
      }
      JsonMapper.shared().writeValue(output, report);
    }
  }
}
