package com.acme.analytics.functions.provisioning;

import com.acme.analytics.clickhouse.Migrator;
import com.acme.analytics.functions.provisioning.cloudformation.CustomResourceProtocol;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.clickhouse.client.api.Client;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The function behind {@code Custom::ClickHouseMigrations}. */
public final class ClickHouseMigrationsHandler implements RequestStreamHandler {
  private final MigrationsConfig config;
  private final SecretsManagerClient secrets;
  private final CustomResourceProtocol protocol;

  /** As Lambda makes it: configured by the environment. */
  public ClickHouseMigrationsHandler() {
    this(MigrationsConfig.from(System.getenv()), SecretsManagerClient.create());
  }

  ClickHouseMigrationsHandler(MigrationsConfig config, SecretsManagerClient secrets) {
    this.config = config;
    this.secrets = secrets;
    protocol =
        new CustomResourceProtocol(
            new ClickHouseMigrations(config.database(), this::migrate), HttpClient.newHttpClient());
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) {
    protocol.serve(input);
  }

  private int migrate() {
    ClickHouseUser user = ClickHouseUser.of(secrets, config.secretArn());
    try (Client client =
        new Client.Builder()
            .addEndpoint(config.clickHouseUrl().toString())
            .setUsername(user.username())
            .setPassword(user.password())
            .build()) {
      return new Migrator(client, config.database(), config.topology()).migrate().size();
    }
  }
}
