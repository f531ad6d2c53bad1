package com.acme.analytics.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class S3EngineTest {
  private static EngineFixture<S3Engine> s3;

  @BeforeAll
  static void startS3() throws Exception {
    s3 = EngineFixture.s3();
  }

  @AfterAll
  static void stopS3() throws Exception {
    s3.close();
  }

  @Test
  void anAcknowledgedObjectSurvivesSigkill() throws Exception {
    try (S3Client client = s3.engine().client()) {
      client.createBucket(bucket -> bucket.bucket("survives"));
      client.putObject(
          put -> put.bucket("survives").key("a/b"), RequestBody.fromString("acknowledged"));

      s3.kill();
      Restarts.awaitFirst(s3);

      assertThat(client.getObjectAsBytes(get -> get.bucket("survives").key("a/b")).asUtf8String())
          .isEqualTo("acknowledged");
    }
  }

  @Test
  void anUnknownIdentityIsRefused() {
    try (S3Client stranger = new S3Engine(s3.engine().port(), "access-key", "wrong").client()) {
      assertThatThrownBy(stranger::listBuckets)
          .isInstanceOfSatisfying(
              S3Exception.class, refusal -> assertThat(refusal.statusCode()).isEqualTo(403));
    }
  }
}
