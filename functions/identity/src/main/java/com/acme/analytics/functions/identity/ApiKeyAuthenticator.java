package com.acme.analytics.functions.identity;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.Credential;
import com.acme.analytics.core.tenant.Scope;
import com.acme.analytics.functions.http.HttpRequest;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells whose a request is, by its API key, and whether the key may be used for it. */
public final class ApiKeyAuthenticator {
  private static final String HEADER = "X-Api-Key";

  private final ApiKeyDirectory directory;

  public ApiKeyAuthenticator(ApiKeyDirectory directory) {
    this.directory = Objects.requireNonNull(directory, "directory");
  }

  /**
   * The credential in a request's header {@code X-Api-Key}.
   *
   * @param scope what the request is about to do
   * @throws ProblemException as {@link #authenticate(String, Scope)} does
   */
  public Credential authenticate(HttpRequest request, Scope scope) {
    return authenticate(request, Set.of(scope));
  }

  /**
   * The credential in a request's header {@code X-Api-Key}.
   *
   * @param scopes any of which allows what the request is about to do
   * @throws ProblemException as {@link #authenticate(String, Scope)} does
   */
  public Credential authenticate(HttpRequest request, Set<Scope> scopes) {
    return authenticate(request.header("x-api-key").orElse(""), scopes);
  }

  /**
   * The credential of a key.
   *
   * @param key as the client sent it; blank where it sent none
   * @param scope what the request is about to do
   * @throws ProblemException {@link ErrorCode#MISSING_API_KEY}, {@link ErrorCode#UNKNOWN_API_KEY},
   *     {@link ErrorCode#INSUFFICIENT_SCOPE}, or {@link ErrorCode#STORE_UNAVAILABLE} when nobody
   *     can tell right now
   */
  public Credential authenticate(String key, Scope scope) {
    return authenticate(key, Set.of(scope));
  }

  private Credential authenticate(String key, Set<Scope> scopes) {
    if (key.isBlank()) {
      throw refusal(ErrorCode.MISSING_API_KEY, HEADER + ": missing (expected: an API key)", null);
    }
    Credential credential = find(key);
    if (Collections.disjoint(credential.scopes(), scopes)) {
      throw refusal(
          ErrorCode.INSUFFICIENT_SCOPE,
          "%s: of another scope (expected: a key of scope %s)".formatted(HEADER, names(scopes)),
          null);
    }
    return credential;
  }

  private static String names(Set<Scope> scopes) {
    return scopes.stream().map(Scope::value).sorted().collect(Collectors.joining(" or "));
  }

  private Credential find(String key) {
    try {
      return directory
          .find(ApiKey.of(key))
          .orElseThrow(
              () ->
                  refusal(
                      ErrorCode.UNKNOWN_API_KEY,
                      HEADER + ": not known (expected: a key that is not revoked)",
                      null));
    } catch (DirectoryUnavailableException e) {
      throw refusal(ErrorCode.STORE_UNAVAILABLE, "the API keys can't be read; retry", e);
    }
  }

  private static ProblemException refusal(ErrorCode code, String detail, Throwable cause) {
    return new ProblemException(new Problem(code, detail, HEADER), cause);
  }
}
