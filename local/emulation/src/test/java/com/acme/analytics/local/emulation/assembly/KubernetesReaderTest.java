package com.acme.analytics.local.emulation.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.acme.analytics.local.emulation.model.ContainerDeployment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

final class KubernetesReaderTest {
  private static final Path IMAGE = Path.of("asset.1234");
  private static final String SERVICE =
      """
      {"apiVersion":"v1","kind":"Service","metadata":{"name":"gateway","annotations":{
      "service.beta.kubernetes.io/aws-load-balancer-ssl-cert":"@Ref Certificate@"}}}""";
  private static final String CONTAINER =
      """
      "name":"gateway","image":"@Sub@","env":[
      {"name":"ACME_ENVIRONMENT","value":"dev"},
      {"name":"ACME_API_KEYS_TABLE","value":"@Ref Keys@"},
      {"name":"ACME_KAFKA_BOOTSTRAP_SERVERS","value":"@Ref Nothing@"},
      {"name":"ACME_GATEWAY_ADDRESS","value":"0.0.0.0:8080"}],
      "readinessProbe":{"httpGet":{"path":"/readyz","port":8080}}""";

  @Test
  void aDeploymentIsReadWithItsImageItsEnvironmentAndItsProbe() {
    List<ContainerDeployment> deployments = deployments(SERVICE + "," + deployment(CONTAINER));

    assertThat(deployments)
        .singleElement()
        .satisfies(
            gateway -> {
              assertThat(gateway.name()).isEqualTo("gateway");
              assertThat(gateway.image()).isEqualTo(IMAGE);
              assertThat(gateway.readinessPath()).isEqualTo("/readyz");
              assertThat(gateway.terminationGrace()).isEqualTo(Duration.ofSeconds(40));
              assertThat(gateway.environment())
                  .containsExactly(
                      entry("ACME_ENVIRONMENT", "dev"),
                      entry("ACME_API_KEYS_TABLE", "acme-dev-api-keys"),
                      entry("ACME_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:18102"),
                      entry("ACME_GATEWAY_ADDRESS", "127.0.0.1:18112"));
            });
  }

  @Test
  void aStoreOfTheClusterIsAnEngineHere() {
    assertThat(
            deployments(
                """
                {"kind":"NodePool","metadata":{"name":"druid"}},
                {"kind":"StatefulSet","metadata":{"name":"shard","namespace":"clickhouse"}},
                {"kind":"Deployment","metadata":{"name":"router","namespace":"druid"}}"""))
        .isEmpty();
    assertThatThrownBy(
            () -> deployments("{\"kind\":\"StatefulSet\",\"metadata\":{\"namespace\":\"other\"}}"))
        .hasMessageContaining("kind: StatefulSet (expected: Deployment, or one of ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"image\":\"nginx:1\"",
        "\"image\":\"@Sub@\",\"command\":[\"sh\"]",
        "\"image\":\"@Sub@\",\"envFrom\":[]",
        "\"image\":\"@Sub@\",\"env\":[{\"name\":\"A\",\"valueFrom\":{}}]",
        "\"image\":\"@Sub@\",\"env\":[{\"name\":\"A\",\"value\":\"x @Ref Nothing@\"}]",
        "\"image\":\"@Sub@\"},{\"image\":\"@Sub@\""
      })
  void aContainerThatCannotBeRunAsDeclaredFails(String container) {
    assertThatThrownBy(() -> deployments(deployment(container)))
        .isInstanceOf(AssemblyException.class)
        .hasMessageContaining("Manifest (Custom::AWSCDK-EKS-KubernetesResource)")
        .hasMessageContaining("expected");
  }

  @Test
  void aKindThatIsNotKnownFails() {
    assertThatThrownBy(() -> deployments("{\"kind\":\"StatefulSet\"}"))
        .isInstanceOf(AssemblyException.class)
        .hasMessageContaining("kind: StatefulSet (expected: Deployment, or one of");
  }

  @Test
  void aResourceOfEksThatIsNotKnownFails() {
    LocalEnvironment environment =
        TestStack.environment("'Odd': {'Type': 'AWS::EKS::Oddity'}", Map.of());

    assertThatThrownBy(environment::containerDeployments)
        .isInstanceOf(AssemblyException.class)
        .hasMessageContaining("Odd (AWS::EKS::Oddity)");
  }

  private static String deployment(String container) {
    return """
    {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"gateway"},"spec":{
    "replicas":3,"template":{"spec":{"terminationGracePeriodSeconds":40,
    "containers":[{%s}]}}}}"""
        .formatted(container);
  }

  /** A manifest as the CDK joins it: literals with their quotes escaped, and expressions. */
  private static List<ContainerDeployment> deployments(String objects) {
    StringBuilder parts = new StringBuilder();
    for (String part : ("[" + objects + "]").split("@", -1)) {
      parts.append(parts.isEmpty() ? "" : ",").append(expression(part));
    }
    return TestStack.environment(
            """
            "Keys": {"Type": "AWS::DynamoDB::Table", "Properties": {"TableName": "acme-dev-api-keys"}},
            "Certificate": {"Type": "AWS::CertificateManager::Certificate"},
            "Cluster": {"Type": "AWS::EKS::Cluster"},
            "Manifest": {"Type": "Custom::AWSCDK-EKS-KubernetesResource", "Properties": {
              "Manifest": {"Fn::Join": ["", [%s]]}}}
            """
                .formatted(parts),
            Map.of("1234", IMAGE))
        .containerDeployments();
  }

  private static String expression(String part) {
    if (part.startsWith("Ref ")) {
      return "{\"Ref\":\"%s\"}".formatted(part.substring(4));
    }
    return part.equals("Sub")
        ? "{\"Fn::Sub\":\"${AWS::AccountId}.dkr.ecr.eu-west-1.${AWS::URLSuffix}/assets:1234\"}"
        : JsonMapper.shared().writeValueAsString(part);
  }
}
