package com.acme.analytics.functions.identity;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.ApiKey;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.http.HttpRequest;
import java.util.Objects;

/** Tells whose a request is, by its header {@code X-Api-Key}. */
public final class ApiKeyAuthenticator {
  private static final String HEADER = "X-Api-Key";

  private final ApiKeyDirectory directory;

  public ApiKeyAuthenticator(ApiKeyDirectory directory) {
    this.directory = Objects.requireNonNull(directory, "directory");
  }

  /**
   * The customer of the request.
   *
   * @throws ProblemException {@link ErrorCode#MISSING_API_KEY}, {@link ErrorCode#UNKNOWN_API_KEY},
   *     or {@link ErrorCode#STORE_UNAVAILABLE} when nobody can tell right now
   */
  public CustomerId authenticate(HttpRequest request) {
    String key =
        request
            .header("x-api-key")
            .filter(value -> !value.isBlank())
            .orElseThrow(
                () ->
                    refusal(
                        ErrorCode.MISSING_API_KEY,
                        HEADER + ": missing (expected: an API key)",
                        null));
    try {
      return directory
          .customerOf(ApiKey.of(key))
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
