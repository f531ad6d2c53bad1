package com.acme.analytics.functions.provisioning.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CustomResourceProtocolTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Recording resource = new Recording();
  private final CustomResourceProtocol protocol = new CustomResourceProtocol(resource, HTTP);
  private ResponseBucket bucket;
  private Requests requests;

  @BeforeEach
  void open() throws IOException {
    bucket = new ResponseBucket();
    requests = new Requests(bucket.url());
  }

  @AfterEach
  void close() {
    bucket.close();
  }

  @Test
  void aCreationAnswersWithThePhysicalIdAndTheAttributes() {
    protocol.serve(requests.create(Map.of("Size", "3")));

    assertThat(resource.calls).containsExactly("create 3");
    assertThat(bucket.answer().toString())
        .isEqualTo(
            "{\"StackId\":\"arn:aws:cloudformation:eu-west-1:111111111111:stack/acme-dev/1\","
                + "\"RequestId\":\"unique-to-the-request\",\"LogicalResourceId\":\"EventsAccepted\","
                + "\"Status\":\"SUCCESS\",\"PhysicalResourceId\":\"thing\","
                + "\"Data\":{\"Size\":\"3\"}}");
  }

  @Test
  void anUpdateIsGivenTheOldPropertiesToo() {
    protocol.serve(requests.update("thing", Map.of("Size", "4"), Map.of("Size", "3")));

    assertThat(resource.calls).containsExactly("update thing 3 to 4");
    assertThat(bucket.answer().path("Status").asString()).isEqualTo("SUCCESS");
  }

  @Test
  void aDeletionAnswersWithTheSamePhysicalId() {
    protocol.serve(requests.delete("thing", Map.of("Size", "3")));

    assertThat(resource.calls).containsExactly("delete thing");
    assertThat(bucket.answer().path("PhysicalResourceId").asString()).isEqualTo("thing");
  }

  @Test
  void aPropertyThatIsWrongFailsWithItsNameAndValue() {
    protocol.serve(requests.create(Map.of("Size", "-1")));

    assertThat(bucket.answer().path("Status").asString()).isEqualTo("FAILED");
    assertThat(bucket.answer().path("Reason").asString())
        .isEqualTo("Size: \"-1\" (expected: a whole number > 0)");
  }

  @Test
  void aFailedUpdateKeepsThePhysicalId() {
    protocol.serve(requests.update("thing", Map.of(), Map.of("Size", "3")));

    assertThat(bucket.answer().path("Status").asString()).isEqualTo("FAILED");
    assertThat(bucket.answer().path("PhysicalResourceId").asString()).isEqualTo("thing");
    assertThat(bucket.answer().path("Reason").asString())
        .isEqualTo("Size: missing (expected: a whole number > 0)");
  }

  @Test
  void whatCouldNotBeCreatedIsNotDeletedByTheRollback() throws IOException {
    protocol.serve(requests.create(Map.of()));
    String physicalId = bucket.answer().path("PhysicalResourceId").asString();

    try (ResponseBucket second = new ResponseBucket()) {
      protocol.serve(new Requests(second.url()).delete(physicalId, Map.of()));

      assertThat(second.answer().path("Status").asString()).isEqualTo("SUCCESS");
    }
    assertThat(resource.calls).isEmpty();
  }

  @Test
  void aLongReasonIsCutSoThatTheAnswerIsNotTooLarge() {
    resource.failure = "x".repeat(10_000);

    protocol.serve(requests.create(Map.of("Size", "3")));

    assertThat(bucket.answer().path("Status").asString()).isEqualTo("FAILED");
    assertThat(bucket.answer().toString()).hasSizeLessThan(4_096);
  }

  @Test
  void anAnswerThatIsNotTakenMakesTheInvocationFail() {
    bucket.refuse();

    assertThatThrownBy(() -> protocol.serve(requests.create(Map.of("Size", "3"))))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("status 403 (expected: 200)")
        .hasMessageNotContaining("Signature");
  }

  @Test
  void anEventOfSomethingElseIsRefused() {
    assertThatThrownBy(() -> protocol.serve(new ByteArrayInputStream(new byte[] {'{', '}'})))
        .hasMessage("RequestType: missing (expected: as in a request of CloudFormation)");
  }

  private static final class Recording implements CustomResource {
    private final List<String> calls = new ArrayList<>();
    private String failure = "";

    @Override
    public Provisioned create(ResourceProperties properties) {
      int size = properties.positive("Size");
      if (!failure.isEmpty()) {
        throw new IllegalStateException(failure);
      }
      calls.add("create " + size);
      return new Provisioned("thing", Map.of("Size", Integer.toString(size)));
    }

    @Override
    public Provisioned update(
        String physicalId, ResourceProperties properties, ResourceProperties oldProperties) {
      calls.add(
          "update "
              + physicalId
              + " "
              + oldProperties.positive("Size")
              + " to "
              + properties.positive("Size"));
      return new Provisioned(physicalId, Map.of());
    }

    @Override
    public void delete(String physicalId, ResourceProperties properties) {
      calls.add("delete " + physicalId);
    }
  }
}
