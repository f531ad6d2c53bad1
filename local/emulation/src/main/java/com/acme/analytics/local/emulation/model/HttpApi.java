package com.acme.analytics.local.emulation.model;

import java.util.List;
import java.util.Optional;

/**
 * An HTTP API of API Gateway (version 2) with its {@code $default} stage.
 *
 * @param logicalId the resource's id in its stack
 * @param id the API's id, which requests carry as {@code requestContext.apiId}
 * @param region AWS region of the stack
 * @param routes in the template's order
 * @param cors empty where the API leaves CORS to its functions
 */
public record HttpApi(
    String logicalId, String id, String region, List<Route> routes, Optional<Cors> cors) {}
