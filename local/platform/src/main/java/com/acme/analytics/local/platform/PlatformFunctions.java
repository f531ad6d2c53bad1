package com.acme.analytics.local.platform;

/** Functions that an operator invokes by name, here as in AWS. */
final class PlatformFunctions {
  /** Makes an API key: a {@link KeyRequest} in, {@code {"customer_id", "api_key"}} out. */
  static final String CREATE_API_KEY = "acme-dev-create-api-key";

  private PlatformFunctions() {}
}
