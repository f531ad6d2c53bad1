package com.acme.analytics.local.emulation.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.local.emulation.model.JwtAuthorizer;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.Server;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JwtVerifierTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static RSAKey key;
  private static Server issuer;
  private static String issuerUrl;
  private static JwtVerifier verifier;

  @BeforeAll
  static void startAnIssuer() throws JOSEException {
    key = new RSAKeyGenerator(2048).keyID("one").generate();
    issuer =
        Server.builder()
            .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .service(
                "/.well-known/openid-configuration",
                (context, request) ->
                    HttpResponse.of(
                        HttpStatus.OK,
                        MediaType.JSON,
                        "{\"jwks_uri\":\"%s/keys\"}".formatted(issuerUrl)))
            .service(
                "/keys",
                (context, request) ->
                    HttpResponse.of(
                        HttpStatus.OK, MediaType.JSON, new JWKSet(key.toPublicJWK()).toString()))
            .build();
    issuer.start().join();
    issuerUrl = "http://127.0.0.1:" + issuer.activeLocalPort();
    verifier =
        new JwtVerifier(
            new JwtAuthorizer(issuerUrl, List.of("api"), "$request.header.Authorization"),
            Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterAll
  static void stop() {
    issuer.stop().join();
  }

  @Test
  void aValidTokensClaimsArePassedOn() throws JOSEException {
    JwtVerifier.Outcome outcome = verify(token(claims -> claims.claim("email", "a@b")), List.of());

    assertThat(outcome)
        .isInstanceOfSatisfying(
            JwtVerifier.Outcome.Allowed.class,
            allowed -> {
              assertThat(allowed.claims().claims()).containsEntry("email", "a@b");
              assertThat(allowed.claims().scopes()).isEmpty();
            });
  }

  @Test
  void aTokenThatIsAbsentMalformedOrNotOursIsUnauthorized() throws JOSEException {
    assertUnauthorized("");
    assertUnauthorized("Bearer nonsense");
    assertUnauthorized(token(claims -> claims.issuer("http://other")));
    assertUnauthorized(token(claims -> claims.audience("other")));
    assertUnauthorized(token(claims -> claims.audience((String) null)));
    assertUnauthorized(token(claims -> claims.expirationTime(Date.from(NOW))));
    assertUnauthorized(token(claims -> claims.notBeforeTime(Date.from(NOW.plusSeconds(1)))));
    RSAKey other = new RSAKeyGenerator(2048).keyID("one").generate();
    assertUnauthorized(token(claims -> claims, other));
  }

  @Test
  void aClientIdTakesThePlaceOfAnAudience() throws JOSEException {
    String token = token(claims -> claims.audience((String) null).claim("client_id", "api"));

    assertThat(verify(token, List.of())).isInstanceOf(JwtVerifier.Outcome.Allowed.class);
  }

  @Test
  void oneOfTheRoutesScopesIsEnoughAndNoneIsForbidden() throws JOSEException {
    String token = token(claims -> claims.claim("scope", "read write"));

    assertThat(verify(token, List.of("admin", "read")))
        .isInstanceOf(JwtVerifier.Outcome.Allowed.class);
    assertThat(verify(token, List.of("admin")))
        .isEqualTo(new JwtVerifier.Outcome.Denied(GatewayAnswer.FORBIDDEN));
  }

  private static void assertUnauthorized(String authorization) {
    assertThat(verify(authorization, List.of()))
        .isEqualTo(new JwtVerifier.Outcome.Denied(GatewayAnswer.UNAUTHORIZED));
  }

  private static JwtVerifier.Outcome verify(String authorization, List<String> scopes) {
    RequestHeaders headers =
        authorization.isEmpty()
            ? RequestHeaders.of(HttpMethod.GET, "/")
            : RequestHeaders.of(HttpMethod.GET, "/", "authorization", authorization);
    return verifier.verify(
        new GatewayRequest("id", headers, "/", "", "127.0.0.1", new byte[0], NOW), scopes);
  }

  private static String token(UnaryOperator<JWTClaimsSet.Builder> change) throws JOSEException {
    return token(change, key);
  }

  private static String token(UnaryOperator<JWTClaimsSet.Builder> change, RSAKey signer)
      throws JOSEException {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuerUrl)
            .audience("api")
            .issueTime(Date.from(NOW))
            .expirationTime(Date.from(NOW.plusSeconds(60)));
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(),
            change.apply(claims).build());
    token.sign(new RSASSASigner(signer));
    return "Bearer " + token.serialize();
  }
}
