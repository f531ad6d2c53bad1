package com.acme.analytics.local.emulation.customresources;

/** A custom resource whose function failed, did not answer, or answered with FAILED. */
public final class CustomResourceException extends RuntimeException {
  CustomResourceException(String message) {
    super(message);
  }
}
