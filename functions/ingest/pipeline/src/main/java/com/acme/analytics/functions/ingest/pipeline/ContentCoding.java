package com.acme.analytics.functions.ingest.pipeline;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** How a body is compressed: the value of {@code Content-Encoding}. */
public enum ContentCoding {
  /** Not at all. */
  IDENTITY {
    @Override
    InputStream open(InputStream body) {
      return body;
    }
  },
  /** RFC 1952. */
  GZIP {
    @Override
    InputStream open(InputStream body) throws IOException {
      return new GZIPInputStream(body);
    }
  },
  /** RFC 1950, as RFC 9110 has it. */
  DEFLATE {
    @Override
    InputStream open(InputStream body) {
      return new InflaterInputStream(body);
    }
  },
  /** RFC 8878; its window is bounded as RFC 9659 asks for on the web. */
  ZSTD {
    @Override
    InputStream open(InputStream body) throws IOException {
      return new ZstdInputStreamNoFinalizer(body).setLongMax(WINDOW_LOG);
    }
  };

  private static final int WINDOW_LOG = 23;

  /**
   * The coding of a header's value.
   *
   * @param contentEncoding the header's value; empty when there is none
   * @throws ProblemException {@link ErrorCode#UNSUPPORTED_CONTENT_ENCODING}
   */
  public static ContentCoding of(String contentEncoding) {
    return switch (contentEncoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> IDENTITY;
      case "gzip", "x-gzip" -> GZIP;
      case "deflate" -> DEFLATE;
      case "zstd" -> ZSTD;
      default ->
          throw new ProblemException(
              new Problem(
                  ErrorCode.UNSUPPORTED_CONTENT_ENCODING,
                  Found.text("Content-Encoding", contentEncoding)
                      .expected("gzip, deflate, zstd or none"),
                  "Content-Encoding"));
    };
  }

  /**
   * The body as it was before it was compressed. Reads no further than the bound, so a small body
   * that would become a huge one costs no more than the bound.
   *
   * @throws ProblemException {@link ErrorCode#BODY_TOO_LARGE} or {@link
   *     ErrorCode#INVALID_COMPRESSION}
   */
  public byte[] decode(byte[] body) {
    if (this == IDENTITY) {
      return body;
    }
    if (body.length == 0) {
      throw invalid("empty", null);
    }
    byte[] decoded;
    try (InputStream in = open(new ByteArrayInputStream(body))) {
      decoded = in.readNBytes(EventLimits.BODY_BYTES + 1);
    } catch (IOException e) {
      String found = e.getMessage() == null ? "cut off" : e.getMessage();
      throw invalid(found, e);
    }
    if (decoded.length > EventLimits.BODY_BYTES) {
      throw new ProblemException(
          new Problem(
              ErrorCode.BODY_TOO_LARGE,
              Found.of("body", "more bytes, decompressed")
                  .expected("<= " + EventLimits.BODY_BYTES)));
    }
    return decoded;
  }

  private ProblemException invalid(String found, IOException cause) {
    return new ProblemException(
        new Problem(
            ErrorCode.INVALID_COMPRESSION,
            Found.of("body", found).expected(name().toLowerCase(Locale.ROOT)),
            "Content-Encoding"),
        cause);
  }

  abstract InputStream open(InputStream body) throws IOException;
}
