package com.acme.analytics.functions.provisioning;

import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.identity.ApiKeyTable;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes an API key: {@code {"customer_id"}} in, {@code {"customer_id", "api_key"}} out. The answer
 * is the only place where the key stands in clear; it is stored hashed and never logged.
 */
public final class CreateApiKeyHandler implements RequestStreamHandler {
  private final ApiKeysConfig config;
  private final ApiKeyTable table;
  private final InstantSource clock;

  /** As Lambda makes it: configured by the environment. */
  public CreateApiKeyHandler() {
    this(ApiKeysConfig.from(System.getenv()), DynamoDbClient.create(), InstantSource.system());
  }

  CreateApiKeyHandler(ApiKeysConfig config, DynamoDbClient dynamoDb, InstantSource clock) {
    this.config = config;
    this.table = new ApiKeyTable(dynamoDb, config.table());
    this.clock = clock;
  }

  /**
   * Serves one request.
   *
   * @throws IllegalArgumentException when {@code customer_id} is missing or malformed; Lambda
   *     answers it with the message
   */
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) {
    JsonNode customerId = JsonMapper.shared().readTree(input).path("customer_id");
    CustomerId customer = new CustomerId(customerId.isString() ? customerId.asString() : null);
    // Made here and not in a field: a field's state would be cloned with a snapshot.
    ApiKey key = ApiKey.generate(config.environment(), new SecureRandom());
    table.put(key, customer, clock.instant());
    JsonMapper.shared()
        .writeValue(output, Map.of("customer_id", customer.value(), "api_key", key.reveal()));
  }
}
