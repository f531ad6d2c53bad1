package com.acme.analytics.functions.provisioning.scaling;

/** The streaming job whose parallelism changes. */
interface StreamingApplication {
  /** How large it is, and is to be. */
  Size size();

  /**
   * Begins to change its parallelism: it goes on with the new one from a snapshot.
   *
   * @throws BusyException while it is being changed
   */
  void scaleTo(int parallelism) throws BusyException;

  /**
   * How large an application is.
   *
   * @param running subtasks of each operator now
   * @param desired how many there are to be
   * @param progress whether it is on its way there
   */
  record Size(int running, int desired, Progress progress) {}

  /** What has become of the last change, with the names that Application Auto Scaling knows. */
  enum Progress {
    IN_PROGRESS("InProgress"),
    SUCCESSFUL("Successful"),
    FAILED("Failed");

    private final String status;

    Progress(String status) {
      this.status = status;
    }

    String status() {
      return status;
    }
  }

  /** The application is being changed already. */
  final class BusyException extends Exception {
    private static final long serialVersionUID = 1L;

    BusyException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
