package com.acme.analytics.functions.ingest.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.functions.ingest.management.rejected.S3Extension;
import com.acme.analytics.functions.ingest.management.rejected.TestBucket;
import com.acme.analytics.functions.ingest.rejected.ArchiveUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(S3Extension.class)
final class RejectedArchiveHandlerTest {
  private final TestBucket bucket;

  RejectedArchiveHandlerTest(TestBucket bucket) {
    this.bucket = bucket;
  }

  @Test
  void anEventAsAwsDocumentsItIsArchived() throws IOException {
    handle(bucket.name());

    assertThat(bucket.keys())
        .containsExactly(
            "_undecodable/2018-12-17/22/not_avro/"
                + "00000-0000000000000000015-0000000000000000015-1.ndjson.gz");
    assertThat(bucket.lines("_undecodable/"))
        .singleElement()
        .asString()
        .contains("\"value_base64\":\"SGVsbG8sIHRoaXMgaXMgYSB0ZXN0Lg==\"");
  }

  @Test
  void withoutS3TheBatchFailsAndComesAgain() {
    assertThatThrownBy(() -> handle("absent")).isInstanceOf(ArchiveUnavailableException.class);
  }

  @Test
  void theConfigurationIsStrict() {
    assertThatThrownBy(() -> ArchiveConfig.from(Map.of("ACME_ENVIRONMENT", "dev")))
        .hasMessage("ACME_REJECTED_BUCKET: missing (expected: a value)");
    assertThatThrownBy(
            () ->
                ArchiveConfig.from(
                    Map.of("ACME_ENVIRONMENT", "dev", "ACME_REJECTED_BUCKET", "b", "ACME_X", "y")))
        .hasMessageStartingWith("ACME_X: unknown");
  }

  private static void handle(String bucket) throws IOException {
    RejectedArchiveHandler handler = new RejectedArchiveHandler(new ArchiveConfig("dev", bucket));
    try (InputStream in = TestBucket.class.getResourceAsStream("msk-event.json")) {
      handler.handleRequest(in, OutputStream.nullOutputStream(), null);
    }
  }
}
