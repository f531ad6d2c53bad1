package com.acme.analytics.local.console.client;

/** Events could not be delivered: the API refused a whole request, or took none for too long. */
public final class DeliveryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DeliveryException(String message) {
    super(message);
  }

  DeliveryException(String message, Throwable cause) {
    super(message, cause);
  }
}
