package com.acme.analytics.functions.query.export;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * A file on its way to S3 as a multipart upload: no more than one piece of it is in memory. It is
 * there once it is completed. The bucket's lifecycle sweeps what was begun and never completed.
 *
 * <p>Each method throws a {@link ProblemException} of {@link ErrorCode#STORE_UNAVAILABLE} when the
 * bucket can't be reached.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html">10,000 pieces of
 *     at least 5 MB</a>
 */
final class PartUpload extends OutputStream {
  private static final int PIECE_BYTES = 8 << 20;

  private final S3Client s3;
  private final String bucket;
  private final String key;
  private final String upload;
  private final MessageDigest digest = sha256();
  private final List<CompletedPart> pieces = new ArrayList<>();
  private final byte[] piece = new byte[PIECE_BYTES];
  private int inPiece;
  private long bytes;

  /** Begins the upload. */
  PartUpload(S3Client s3, String bucket, String key, String contentType) {
    this.s3 = Objects.requireNonNull(s3, "s3");
    this.bucket = Objects.requireNonNull(bucket, "bucket");
    this.key = Objects.requireNonNull(key, "key");
    this.upload =
        available(
            () ->
                s3.createMultipartUpload(
                        create -> create.bucket(bucket).key(key).contentType(contentType))
                    .uploadId());
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    digest.update(source, offset, length);
    bytes += length;
    int written = 0;
    while (written < length) {
      if (inPiece == piece.length) {
        send();
      }
      int taken = Math.min(length - written, piece.length - inPiece);
      System.arraycopy(source, offset + written, piece, inPiece, taken);
      inPiece += taken;
      written += taken;
    }
  }

  /** Sends the rest; the file is there then. */
  void complete() {
    send();
    available(
        () ->
            s3.completeMultipartUpload(
                complete ->
                    complete
                        .bucket(bucket)
                        .key(key)
                        .uploadId(upload)
                        .multipartUpload(all -> all.parts(pieces))));
  }

  /** How many bytes were written. */
  long bytes() {
    return bytes;
  }

  /** Of all bytes, in hexadecimal digits; once. */
  String sha256Digits() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private void send() {
    int number = pieces.size() + 1;
    RequestBody body =
        RequestBody.fromBytes(inPiece == piece.length ? piece : Arrays.copyOf(piece, inPiece));
    String tag =
        available(
            () ->
                s3.uploadPart(
                        put -> put.bucket(bucket).key(key).uploadId(upload).partNumber(number),
                        body)
                    .eTag());
    pieces.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
    inPiece = 0;
  }

  private static <T> T available(Supplier<T> access) {
    try {
      return access.get();
    } catch (SdkException | UncheckedIOException e) {
      throw new ProblemException(
          new Problem(ErrorCode.STORE_UNAVAILABLE, "the results can't be reached; retry"), e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
