package com.acme.analytics.local.console.export;

import com.acme.analytics.local.console.client.Backoff;
import com.acme.analytics.local.console.terminal.CommandFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Downloads the parts of an export into files beside the one that they become. What is there of a
 * part is not downloaded again, and a part that is not what the API says is downloaded anew.
 */
final class PartDownload implements AutoCloseable {
  private static final int ATTEMPTS = 5;
  private static final int PIECE_BYTES = 8 << 20;
  private static final int PARTIAL_CONTENT = 206;
  private static final Duration OF_A_PIECE = Duration.ofMinutes(5);

  private final Path file;
  private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /** Downloads for a file that is not there yet. */
  PartDownload(Path file) {
    this.file = file;
  }

  /**
   * Has a part on the disk, whole.
   *
   * @throws CommandFailure when it can't be downloaded, however often it is tried
   */
  void fetch(ExportPart part) throws InterruptedException {
    Path stored = stored(part.number());
    IOException last = null;
    for (int failures = 0; failures < ATTEMPTS; ) {
      try {
        long there = Files.exists(stored) ? Files.size(stored) : 0;
        if (there < part.bytes()) {
          Files.write(
              stored, piece(part, there), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } else if (there == part.bytes() && sha256(stored).equals(part.sha256())) {
          return;
        } else {
          Files.delete(stored);
          throw new IOException("its bytes are not those that the export has");
        }
      } catch (IOException e) {
        // What was written of it stays, and the next attempt goes on from there.
        last = e;
        failures++;
        Thread.sleep(backoff.delay(failures));
      }
    }
    throw new CommandFailure(
        "part %d can't be downloaded: %s".formatted(part.number(), last.getMessage()), last);
  }

  /** The next bytes of a part, so few that the wait for them can be bounded. */
  private byte[] piece(ExportPart part, long from) throws IOException, InterruptedException {
    long to = Math.min(part.bytes(), from + PIECE_BYTES) - 1;
    HttpRequest request =
        HttpRequest.newBuilder(part.address())
            .header("Range", "bytes=%d-%d".formatted(from, to))
            .build();
    try {
      HttpResponse<byte[]> response =
          http.sendAsync(request, BodyHandlers.ofByteArray())
              .orTimeout(OF_A_PIECE.toSeconds(), TimeUnit.SECONDS)
              .get();
      if (response.statusCode() != PARTIAL_CONTENT) {
        throw new IOException("the store answered " + response.statusCode());
      }
      return response.body();
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    }
  }

  private static String sha256(Path stored) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(stored), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Makes the parts one file, which is there once it is whole.
   *
   * @param headers whether each part begins with the same line, which the file has once
   * @throws CommandFailure when the disk refuses
   */
  void join(int parts, boolean headers) {
    Path whole = file.resolveSibling(file.getFileName() + ".whole");
    try {
      try (OutputStream out = Files.newOutputStream(whole)) {
        for (int number = 1; number <= parts; number++) {
          try (InputStream in = new BufferedInputStream(Files.newInputStream(stored(number)))) {
            if (headers && number > 1) {
              skipRecord(in);
            }
            in.transferTo(out);
          }
        }
      }
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
      for (int number = 1; number <= parts; number++) {
        Files.delete(stored(number));
      }
    } catch (IOException e) {
      throw new CommandFailure(file + " can't be written: " + e, e);
    }
  }

  /** A name in quotes may have a line's end within. */
  private static void skipRecord(InputStream csv) throws IOException {
    boolean quoted = false;
    for (int each = csv.read(); each >= 0; each = csv.read()) {
      if (each == '"') {
        quoted = !quoted;
      } else if (each == '\n' && !quoted) {
        return;
      }
    }
  }

  private Path stored(int number) {
    return file.resolveSibling("%s.part-%05d".formatted(file.getFileName(), number));
  }

  @Override
  public void close() {
    http.close();
  }
}
