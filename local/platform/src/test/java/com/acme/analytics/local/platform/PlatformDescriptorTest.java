package com.acme.analytics.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.local.platform.PlatformDescriptor.ProcessDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class PlatformDescriptorTest {
  private static final PlatformDescriptor RUNNING =
      new PlatformDescriptor(
          "http://127.0.0.1:1",
          null,
          null,
          "http://127.0.0.1:2",
          "key",
          List.of(
              new ProcessDescriptor("kafka", 7, 3, true, 1024),
              new ProcessDescriptor("lambda-ingest", 8, null, true, 2048)));

  @TempDir private Path folder;

  @Test
  void theStatusHasTheDocumentedFormWithNullForWhatDoesNotExist() {
    assertThat(JsonMapper.shared().readTree(RUNNING.toJson()))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"api": "http://127.0.0.1:1", "gateway": null, "grpc": null,
                     "dashboard": "http://127.0.0.1:2", "key": "key", "processes": [
                       {"name": "kafka", "pid": 7, "port": 3, "healthy": true, "rss_bytes": 1024},
                       {"name": "lambda-ingest", "pid": 8, "port": null, "healthy": true,
                        "rss_bytes": 2048}]}"""));
  }

  @Test
  void whatIsWrittenIsReadBackAndOnlyTheOwnerMayReadIt() throws IOException {
    Home home = new Home(folder.resolve("home"));

    RUNNING.write(home);

    assertThat(PlatformDescriptor.read(home)).contains(RUNNING);
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(home.run("platform.json"))))
        .isEqualTo("rw-------");
    PlatformDescriptor.delete(home);
    assertThat(PlatformDescriptor.read(home)).isEmpty();
  }
}
