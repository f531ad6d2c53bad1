package com.acme.analytics.local.emulation.model;

import java.util.List;

/**
 * A JWT authorizer of an HTTP API.
 *
 * @param issuer what {@code iss} must be, and where the OpenID discovery document lies
 * @param audience of which {@code aud}, or where there is none {@code client_id}, must name one
 * @param identitySource such as {@code $request.header.Authorization}
 */
public record JwtAuthorizer(String issuer, List<String> audience, String identitySource) {}
