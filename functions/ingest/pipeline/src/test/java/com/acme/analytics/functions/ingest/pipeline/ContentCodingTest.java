package com.acme.analytics.functions.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ContentCodingTest {
  @ParameterizedTest
  @EnumSource
  void aBodyComesBackAsItWas(ContentCoding coding) throws IOException {
    byte[] body = new byte[100_000];
    new Random(1).nextBytes(body);

    assertThat(coding.decode(Compression.of(coding, body))).isEqualTo(body);
  }

  @ParameterizedTest
  @EnumSource(names = "IDENTITY", mode = EnumSource.Mode.EXCLUDE)
  void aBombIsRefusedAtTheBound(ContentCoding coding) throws IOException {
    byte[] bomb = Compression.of(coding, new byte[EventLimits.BODY_BYTES + 1]);
    assertThat(bomb).hasSizeLessThan(10_000);

    assertThat(refused(coding, bomb).code()).isEqualTo(ErrorCode.BODY_TOO_LARGE);
    assertThat(coding.decode(Compression.of(coding, new byte[EventLimits.BODY_BYTES])))
        .hasSize(EventLimits.BODY_BYTES);
  }

  @ParameterizedTest
  @EnumSource(names = "IDENTITY", mode = EnumSource.Mode.EXCLUDE)
  void whatIsNotCompressedOrCutIsRefused(ContentCoding coding) throws IOException {
    byte[] whole =
        Compression.of(coding, "{\"events\":[]}".repeat(100).getBytes(StandardCharsets.UTF_8));
    byte[] cut = Arrays.copyOf(whole, whole.length - 6);

    assertThat(refused(coding, "{\"events\":[]}".getBytes(StandardCharsets.UTF_8)).code())
        .isEqualTo(ErrorCode.INVALID_COMPRESSION);
    assertThat(refused(coding, cut).code()).isEqualTo(ErrorCode.INVALID_COMPRESSION);
    assertThat(refused(coding, new byte[0]).code()).isEqualTo(ErrorCode.INVALID_COMPRESSION);
  }

  @Test
  void aWindowThatTakesMuchMemoryIsRefused() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZstdOutputStream zstd = new ZstdOutputStream(out)) {
      zstd.setLong(27);
      zstd.write(new byte[1000]);
    }

    assertThat(Zstd.getFrameContentSize(out.toByteArray())).isLessThanOrEqualTo(0);
    assertThat(refused(ContentCoding.ZSTD, out.toByteArray()).code())
        .isEqualTo(ErrorCode.INVALID_COMPRESSION);
  }

  @ParameterizedTest
  @CsvSource({"'', IDENTITY", "identity, IDENTITY", "GZIP, GZIP", "x-gzip, GZIP", "zstd, ZSTD"})
  void aHeaderNamesACoding(String header, ContentCoding coding) {
    assertThat(ContentCoding.of(header)).isEqualTo(coding);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "gzip, zstd", "compress", "*"})
  void otherCodingsAreRefused(String header) {
    Problem problem =
        catchThrowableOfType(ProblemException.class, () -> ContentCoding.of(header)).problem();

    assertThat(problem.code()).isEqualTo(ErrorCode.UNSUPPORTED_CONTENT_ENCODING);
    assertThat(problem.detail())
        .isEqualTo("Content-Encoding: \"" + header + "\" (expected: gzip, deflate, zstd or none)");
  }

  private static Problem refused(ContentCoding coding, byte[] body) {
    return catchThrowableOfType(ProblemException.class, () -> coding.decode(body)).problem();
  }
}
