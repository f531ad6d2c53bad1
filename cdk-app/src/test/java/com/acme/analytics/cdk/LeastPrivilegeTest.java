package com.acme.analytics.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(Synthesis.class)
class LeastPrivilegeTest {
  private static final List<String> KNOW_NO_RESOURCE =
      List.of(
          "ec2:AssignPrivateIpAddresses",
          "ec2:CreateNetworkInterface",
          "ec2:CreateNetworkInterfacePermission",
          "ec2:DeleteNetworkInterface",
          "ec2:DescribeDhcpOptions",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSecurityGroups",
          "ec2:DescribeSubnets",
          "ec2:DescribeVpcs",
          "ec2:UnassignPrivateIpAddresses",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "network",
        "storage",
        "stream",
        "hot-cluster",
        "hot-store",
        "warm-cluster",
        "warm-store",
        "identity",
        "api",
        "dead-letters",
        "query-worker",
        "kubernetes",
        "gateway",
        "kinesis",
        "streaming"
      })
  void onlyActionsThatKnowNoResourceAreAllowedOnAll(String stack, Assembly assembly) {
    List<String> allowedOnAll =
        statements(assembly, stack)
            .filter(statement -> values(statement.path("Resource")).contains("*"))
            .flatMap(statement -> values(statement.path("Action")).stream())
            .toList();

    assertThat(KNOW_NO_RESOURCE).containsAll(allowedOnAll);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "network",
        "storage",
        "stream",
        "hot-cluster",
        "hot-store",
        "warm-cluster",
        "warm-store",
        "identity",
        "api",
        "dead-letters",
        "query-worker",
        "kubernetes",
        "gateway",
        "kinesis",
        "streaming"
      })
  void noActionIsAWildcard(String stack, Assembly assembly) {
    assertThat(statements(assembly, stack))
        .allSatisfy(
            statement ->
                assertThat(values(statement.path("Action")))
                    .noneSatisfy(action -> assertThat(action).contains("*")));
  }

  @Test
  void whoAnswersRequestsWritesWhatIsRememberedAndNoJobsResult(Assembly assembly) {
    assertThat(
            statements(assembly, "api")
                .filter(statement -> values(statement.path("Action")).contains("s3:PutObject"))
                .flatMap(statement -> values(statement.path("Resource")).stream())
                .filter(resource -> resource.contains("QueryResults")))
        .isNotEmpty()
        .allSatisfy(resource -> assertThat(resource).contains("\"/cache/*\""));
  }

  private static Stream<JsonNode> statements(Assembly assembly, String stack) {
    return Stream.concat(
            assembly.resources("prod", stack, "AWS::IAM::Policy").stream()
                .map(policy -> policy.path("Properties")),
            assembly.resources("prod", stack, "AWS::IAM::Role").stream()
                .flatMap(role -> elements(role.path("Properties").path("Policies"))))
        .flatMap(policy -> elements(policy.path("PolicyDocument").path("Statement")));
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static List<String> values(JsonNode oneOrMore) {
    return oneOrMore.isArray()
        ? elements(oneOrMore).map(LeastPrivilegeTest::text).toList()
        : List.of(text(oneOrMore));
  }

  private static String text(JsonNode value) {
    return value.isString() ? value.asString() : value.toString();
  }
}
