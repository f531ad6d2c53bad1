package com.acme.analytics.flink.lake;

import com.acme.analytics.flink.batch.Background;
import com.acme.analytics.flink.batch.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores files in threads of one subtask, each as often as it takes: its events are in every
 * checkpoint until then, so that restarting the job would gain nothing, and would stop the other
 * sinks.
 */
final class Uploads implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
  private static final int THREADS = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LAST_PAUSE = Duration.ofSeconds(5);

  private final FileStore store;
  private final Counter failures;
  private final Background threads;

  /**
   * @param store closed with this
   * @param failures counts in several threads
   */
  Uploads(FileStore store, Counter failures, String name) {
    this.store = store;
    this.failures = failures;
    this.threads = new Background(THREADS, name);
  }

  /** Stores the file and calls {@code stored}; or {@code failed}, which S3's absence is not. */
  void upload(WaitingFile file, Consumer<StoredFile> stored, Consumer<Throwable> failed) {
    threads.run(
        () -> {
          Backoff backoff = new Backoff(FIRST_PAUSE, LAST_PAUSE);
          while (!threads.isClosed()) {
            try {
              stored.accept(store.store(file));
              return;
            } catch (IOException e) {
              failures.inc();
              LOG.warn(
                  "{}: {} events can't be stored now, tried again",
                  file.partition(),
                  file.count(),
                  e);
              backoff.pause();
            }
          }
        },
        failed);
  }

  @Override
  public void close() throws IOException {
    threads.close();
    store.close();
  }
}
