package com.acme.analytics.local.emulation.apigateway;

import com.acme.analytics.local.emulation.model.JwtAuthorizer;
import com.linecorp.armeria.common.QueryParams;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JWT authorizer. The keys are those of the issuer's {@code jwks_uri}, found by OpenID discovery
 * at the first request and kept; limits are the service's quotas.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html">what
 *     is checked</a>
 */
final class JwtVerifier {
  private static final Logger LOG = LoggerFactory.getLogger(JwtVerifier.class);
  private static final int TIMEOUT_MILLIS = 1500;
  private static final int KEY_SET_BYTES = 150_000;

  private final JwtAuthorizer authorizer;
  private final Clock clock;
  private Optional<DefaultJWTProcessor<SecurityContext>> processor = Optional.empty();

  JwtVerifier(JwtAuthorizer authorizer, Clock clock) {
    this.authorizer = authorizer;
    this.clock = clock;
  }

  /** The outcome: claims, or the fixed answer. */
  sealed interface Outcome {
    record Allowed(JwtClaims claims) implements Outcome {}

    record Denied(GatewayAnswer answer) implements Outcome {}
  }

  Outcome verify(GatewayRequest request, List<String> routeScopes) {
    Optional<String> token = token(request);
    if (token.isEmpty()) {
      return new Outcome.Denied(GatewayAnswer.UNAUTHORIZED);
    }
    try {
      JWTClaimsSet claims = processor().process(token.get(), null);
      if (!isValid(claims)) {
        return new Outcome.Denied(GatewayAnswer.UNAUTHORIZED);
      }
      List<String> scopes = scopes(claims);
      if (!routeScopes.isEmpty() && Collections.disjoint(scopes, routeScopes)) {
        return new Outcome.Denied(GatewayAnswer.FORBIDDEN);
      }
      return new Outcome.Allowed(
          new JwtClaims(
              claims.getClaims(), routeScopes.isEmpty() ? Optional.empty() : Optional.of(scopes)));
    } catch (ParseException | BadJOSEException | JOSEException | IOException e) {
      LOG.info("a token of {} is refused: {}", authorizer.issuer(), e.getMessage());
      return new Outcome.Denied(GatewayAnswer.UNAUTHORIZED);
    }
  }

  private Optional<String> token(GatewayRequest request) {
    String source = authorizer.identitySource();
    String value =
        source.startsWith("$request.querystring.")
            ? QueryParams.fromQueryString(request.rawQuery())
                .get(source.substring("$request.querystring.".length()))
            : request.headers().get(source.substring("$request.header.".length()));
    return Optional.ofNullable(value)
        .map(text -> text.startsWith("Bearer ") ? text.substring("Bearer ".length()) : text);
  }

  private boolean isValid(JWTClaimsSet claims) throws ParseException {
    Instant now = clock.instant();
    List<String> audience =
        claims.getAudience().isEmpty()
            ? List.of(String.valueOf(claims.getStringClaim("client_id")))
            : claims.getAudience();
    return authorizer.issuer().equals(claims.getIssuer())
        && !Collections.disjoint(audience, authorizer.audience())
        && claims.getExpirationTime() != null
        && claims.getExpirationTime().toInstant().isAfter(now)
        && isPast(claims.getNotBeforeTime(), now)
        && isPast(claims.getIssueTime(), now);
  }

  private static boolean isPast(Date time, Instant now) {
    return time == null || !time.toInstant().isAfter(now);
  }

  private static List<String> scopes(JWTClaimsSet claims) throws ParseException {
    Object scopes = claims.getClaim(claims.getClaim("scope") != null ? "scope" : "scp");
    return switch (scopes) {
      case null -> List.of();
      case String text -> Arrays.asList(text.split(" ", -1));
      default -> claims.getStringListClaim(claims.getClaim("scope") != null ? "scope" : "scp");
    };
  }

  private synchronized DefaultJWTProcessor<SecurityContext> processor()
      throws IOException, ParseException {
    if (processor.isEmpty()) {
      DefaultResourceRetriever retriever =
          new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, KEY_SET_BYTES);
      String issuer = authorizer.issuer();
      URI discovery =
          URI.create(
              issuer + (issuer.endsWith("/") ? "" : "/") + ".well-known/openid-configuration");
      String keys =
          JsonMapper.shared()
              .readTree(retriever.retrieveResource(discovery.toURL()).getContent())
              .path("jwks_uri")
              .asString("");
      JWKSource<SecurityContext> source =
          JWKSourceBuilder.<SecurityContext>create(URI.create(keys).toURL(), retriever).build();
      DefaultJWTProcessor<SecurityContext> created = new DefaultJWTProcessor<>();
      created.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.Family.RSA, source));
      created.setJWTClaimsSetVerifier(null); // claims are checked here, without leeway
      processor = Optional.of(created);
    }
    return processor.get();
  }
}
