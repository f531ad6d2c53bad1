package com.acme.analytics.cdk.stack;

import com.acme.analytics.cdk.construct.FunctionSpec;
import com.acme.analytics.cdk.construct.JavaFunction;
import com.acme.analytics.cdk.settings.EnvironmentSettings;
import com.acme.analytics.cdk.settings.FunctionSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** What operators do about customers: a function that makes API keys, invoked by name. */
public final class IdentityStack extends Stack {
  public IdentityStack(
      Construct scope,
      EnvironmentSettings settings,
      NetworkStack network,
      StorageStack storage,
      Path provisioning) {
    super(scope, "identity");
    new JavaFunction(
        this,
        settings,
        network.applications(),
        new FunctionSpec(
            "create-api-key",
            "Makes a customer's API key, stored hashed and answered once, and the customer where it is new",
            provisioning,
            "com.acme.analytics.functions.provisioning.CreateApiKeyHandler",
            new FunctionSettings(512, Duration.ofSeconds(15), /* reservedConcurrency= */ 1),
            /* snapStart= */ false,
            /* layers= */ List.of(),
            Map.of(
                "ACME_API_KEYS_TABLE", storage.apiKeys().getTableName(),
                "ACME_CUSTOMERS_TABLE", storage.customers().getTableName()),
            List.of(
                PolicyStatement.Builder.create()
                    .actions(List.of("dynamodb:PutItem"))
                    .resources(
                        List.of(storage.apiKeys().getTableArn(), storage.customers().getTableArn()))
                    .build())));
  }
}
