package com.acme.analytics.local.emulation.secrets;

/** A refusal, under the error name that the SDKs know it by. */
final class SecretsException extends RuntimeException {
  private final String type;

  private SecretsException(String type, String message) {
    super(message);
    this.type = type;
  }

  String type() {
    return type;
  }

  static SecretsException notFound() {
    return new SecretsException(
        "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
  }

  static SecretsException noSuchVersion(String stage) {
    return new SecretsException(
        "ResourceNotFoundException",
        "Secrets Manager can't find the specified secret value for " + stage);
  }

  static SecretsException exists(String name) {
    return new SecretsException(
        "ResourceExistsException",
        "The operation failed because the secret " + name + " already exists.");
  }

  static SecretsException invalidParameter(String message) {
    return new SecretsException("InvalidParameterException", message);
  }

  static SecretsException unknownOperation(String target) {
    return new SecretsException(
        "UnknownOperationException", target + " (expected: an operation that is emulated)");
  }
}
