package com.acme.analytics.local.emulation.assembly;

/** A cloud assembly that can't be run: says which stack, resource and expression, and why. */
public final class AssemblyException extends RuntimeException {
  /** What is wrong, and what was expected. */
  public AssemblyException(String message) {
    super(message);
  }

  /** The same for a file that could not be read. */
  public AssemblyException(String message, Throwable cause) {
    super(message, cause);
  }
}
