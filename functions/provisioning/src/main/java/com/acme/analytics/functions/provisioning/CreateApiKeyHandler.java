package com.acme.analytics.functions.provisioning;

import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.CustomerSettings;
import com.acme.analytics.core.tenant.Salt;
import com.acme.analytics.functions.identity.ApiKeyTable;
import com.acme.analytics.functions.identity.CustomerTable;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes an API key: an {@link ApiKeyRequest} in, {@code {"customer_id", "api_key"}} out. The answer
 * is the only place where the key stands in clear; it is stored hashed and never logged. A
 * customer's first key makes the customer: its settings, and the salt of its pseudonyms.
 */
public final class CreateApiKeyHandler implements RequestStreamHandler {
  private final ApiKeysConfig config;
  private final ApiKeyTable keys;
  private final CustomerTable customers;
  private final InstantSource clock;

  /** As Lambda makes it: configured by the environment. */
  public CreateApiKeyHandler() {
    this(ApiKeysConfig.from(System.getenv()), DynamoDbClient.create(), InstantSource.system());
  }

  CreateApiKeyHandler(ApiKeysConfig config, DynamoDbClient dynamoDb, InstantSource clock) {
    this.config = config;
    this.keys = new ApiKeyTable(dynamoDb, config.table());
    this.customers = new CustomerTable(dynamoDb, config.customersTable());
    this.clock = clock;
  }

  /**
   * Serves one request.
   *
   * @throws IllegalArgumentException naming the member that is missing or malformed; Lambda answers
   *     it with the message
   */
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) {
    ApiKeyRequest request = ApiKeyRequest.from(JsonMapper.shared().readTree(input));
    // Made here and not in a field: a field's state would be cloned with a snapshot.
    SecureRandom random = new SecureRandom();
    customers.create(CustomerSettings.standard(request.customer(), Salt.generate(random)));
    ApiKey key = ApiKey.generate(config.environment(), random);
    keys.put(key, request.customer(), request.scopes(), request.rateLimit(), clock.instant());
    JsonMapper.shared()
        .writeValue(
            output, Map.of("customer_id", request.customer().value(), "api_key", key.reveal()));
  }
}
