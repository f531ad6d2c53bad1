package com.acme.analytics.local.emulation.apigateway;

import com.linecorp.armeria.common.RequestHeaders;
import java.time.Instant;

/**
 * A request as the gateway takes it in.
 *
 * @param id its request id
 * @param headers as the client sent them
 * @param path decoded
 * @param rawQuery as sent; empty without one
 * @param sourceIp the client's address
 * @param body as sent
 * @param time when it came in
 */
record GatewayRequest(
    String id,
    RequestHeaders headers,
    String path,
    String rawQuery,
    String sourceIp,
    byte[] body,
    Instant time) {}
