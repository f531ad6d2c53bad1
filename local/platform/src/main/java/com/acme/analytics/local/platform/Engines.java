package com.acme.analytics.local.platform;

import com.acme.analytics.local.emulation.assembly.LocalEnvironment;
import com.acme.analytics.local.emulation.model.LambdaFunction;
import com.acme.analytics.local.emulation.model.Secret;
import com.acme.analytics.local.emulation.secrets.SecretsManagerServer;
import com.acme.analytics.local.supervisor.ClickHouseAccount;
import com.acme.analytics.local.supervisor.ClickHouseEngine;
import com.acme.analytics.local.supervisor.DruidEngine;
import com.acme.analytics.local.supervisor.DynamoDbEngine;
import com.acme.analytics.local.supervisor.Engine;
import com.acme.analytics.local.supervisor.IcebergCatalogEngine;
import com.acme.analytics.local.supervisor.KafkaEngine;
import com.acme.analytics.local.supervisor.KinesisEngine;
import com.acme.analytics.local.supervisor.S3Engine;
import com.acme.analytics.local.supervisor.SqsEngine;
import com.acme.analytics.local.supervisor.TrinoEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The engines that stand for AWS's services and for ClickHouse, on a platform's ports. */
record Engines(Ports ports, Set<Extra> extras) {
  /** ClickHouse's users; each has a secret {@code acme/dev/clickhouse/<user>}. */
  private static final Map<String, ClickHouseAccount.Role> ROLES =
      Map.of(
          "acme_admin", ClickHouseAccount.Role.ADMIN,
          "acme_ingest", ClickHouseAccount.Role.INGEST,
          "acme_query", ClickHouseAccount.Role.QUERY);

  private static final String CLICKHOUSE_SECRETS = "acme/dev/clickhouse/";
  private static final String DATABASE_VARIABLE = "ACME_CLICKHOUSE_DATABASE";

  List<Engine> of(LocalEnvironment environment, SecretsManagerServer secrets, SqsEngine sqs) {
    S3Engine s3 = s3();
    List<Engine> engines = new ArrayList<>();
    engines.addAll(
        List.of(
            new KafkaEngine(ports.kafka(), ports.kafkaController()),
            new ClickHouseEngine(
                ports.clickHouseHttp(),
                ports.clickHouseTcp(),
                database(environment),
                accounts(environment, secrets)),
            new DynamoDbEngine(ports.dynamoDb()),
            s3,
            sqs,
            new IcebergCatalogEngine(ports.icebergCatalog(), s3)));
    if (extras.contains(Extra.KINESIS)) {
      engines.add(new KinesisEngine(ports.kinesis(), ports.kinesisTls()));
    }
    return engines;
  }

  /** The warm tier. */
  Engine druid() {
    return new DruidEngine(ports.druid(), ports.druidServices());
  }

  /** What reads the lake. */
  Engine trino() {
    return new TrinoEngine(ports.trino(), new IcebergCatalogEngine(ports.icebergCatalog(), s3()));
  }

  private S3Engine s3() {
    return new S3Engine(ports.s3(), LocalCredentials.ACCESS_KEY, LocalCredentials.SECRET_KEY);
  }

  /** The database as the functions are told. */
  private static String database(LocalEnvironment environment) {
    return environment.functions().stream()
        .map(LambdaFunction::environment)
        .map(variables -> variables.get(DATABASE_VARIABLE))
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no function has " + DATABASE_VARIABLE + " (expected: at least one)"));
  }

  private static List<ClickHouseAccount> accounts(
      LocalEnvironment environment, SecretsManagerServer secrets) {
    List<ClickHouseAccount> accounts =
        environment.secrets().stream()
            .map(Secret::name)
            .filter(name -> name.startsWith(CLICKHOUSE_SECRETS))
            .sorted()
            .map(name -> account(secrets.value(name)))
            .toList();
    if (accounts.size() != ROLES.size()) {
      throw new IllegalStateException(
          "secrets %s*: %d (expected: %d)"
              .formatted(CLICKHOUSE_SECRETS, accounts.size(), ROLES.size()));
    }
    return accounts;
  }

  private static ClickHouseAccount account(String secret) {
    JsonNode user = JsonMapper.shared().readTree(secret);
    String name = user.get("username").asString();
    ClickHouseAccount.Role role = ROLES.get(name);
    if (role == null) {
      throw new IllegalStateException(
          "ClickHouse user " + name + " (expected: one of " + ROLES.keySet() + ")");
    }
    return new ClickHouseAccount(name, user.get("password").asString(), role);
  }
}
