package com.acme.analytics.cdk.construct;

import com.acme.analytics.cdk.settings.FunctionSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.ILayerVersion;

/**
 * A function: its code, its size, what it reads of its environment and what it may do.
 *
 * @param name without the environment: {@code ingest}
 * @param handler class that implements RequestStreamHandler
 * @param layers whose files it finds below {@code /opt}
 * @param environment variables beside those that every function has
 * @param snapStart whether published versions have a snapshot to start from
 * @param permissions beside those to log, to trace and to reach the VPC
 */
public record FunctionSpec(
    String name,
    String description,
    Path jar,
    String handler,
    FunctionSettings settings,
    boolean snapStart,
    List<ILayerVersion> layers,
    Map<String, String> environment,
    List<PolicyStatement> permissions) {
  public FunctionSpec {
    layers = List.copyOf(layers);
    environment = Map.copyOf(environment);
    permissions = List.copyOf(permissions);
  }
}
