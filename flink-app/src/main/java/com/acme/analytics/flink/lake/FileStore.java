package com.acme.analytics.flink.lake;

import java.io.IOException;
import java.io.Serializable;

/** Where files go that nobody sees before they are committed. Threads share one. */
interface FileStore extends AutoCloseable {
  /**
   * Stores a file under a name of its own, however often that was tried before.
   *
   * @throws IOException when the store is away
   */
  StoredFile store(WaitingFile events) throws IOException;

  @Override
  void close() throws IOException;

  /** Opens the store of one subtask. */
  @FunctionalInterface
  interface Connector extends Serializable {
    FileStore open(int subtask, int attempt);
  }
}
