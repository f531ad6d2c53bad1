package com.acme.analytics.local.emulation.customresources;

/** A custom resource could not be provisioned; the message is its function's reason. */
public final class CustomResourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CustomResourceException(String message) {
    super(message);
  }

  CustomResourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
