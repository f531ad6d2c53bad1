package com.acme.analytics.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.cdk.Assembly;
import com.acme.analytics.cdk.KubernetesObjects;
import com.acme.analytics.cdk.Synthesis;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.assertions.Match;
import tools.jackson.databind.JsonNode;

@ExtendWith(Synthesis.class)
class WarmClusterStackTest {
  private static final String STACK = "warm-cluster";

  /** A role's pods, whatever keeps them running. */
  record Workload(String name, int replicas, LabelSelector selector, PodSpec pod) {}

  @ParameterizedTest
  @ValueSource(strings = {"dev", "staging", "prod"})
  void everyObjectHasOnlyFieldsThatKubernetesKnows(String environment, Assembly assembly) {
    Map<Class<?>, Integer> expected =
        Map.of(
            Namespace.class, 1,
            ServiceAccount.class, 5,
            Role.class, 2,
            RoleBinding.class, 2,
            ConfigMap.class, 1,
            Service.class, 4,
            PodDisruptionBudget.class, 5,
            Deployment.class, 3,
            StatefulSet.class, 2,
            NetworkPolicy.class, 5);

    expected.forEach(
        (type, count) ->
            assertThat(KubernetesObjects.all(assembly, environment, STACK, type))
                .as(type.getSimpleName())
                .hasSize(count));
    assertThat(KubernetesObjects.of(assembly, environment, STACK))
        .hasSize(1 + expected.values().stream().mapToInt(count -> count).sum());
  }

  @Test
  void segmentsAndTasksAreOnNodesWithDisksOfTheirOwn(Assembly assembly) {
    JsonNode pool =
        KubernetesObjects.of(assembly, "prod", STACK).stream()
            .filter(object -> object.path("kind").asString().equals("NodePool"))
            .findFirst()
            .orElseThrow();

    assertThat(pool.at("/spec/template/spec/requirements/0/values/0").asString())
        .isEqualTo("i3en.3xlarge");
    assertThat(pool.at("/spec/limits/cpu").asInt()).isEqualTo((6 + 1) * 12);
    for (String name : List.of("druid-historical", "druid-indexer")) {
      Workload workload = workload(assembly, name);
      assertThat(workload.replicas()).isEqualTo(6);
      assertThat(workload.pod().getNodeSelector()).containsEntry("acme.io/dedicated", "druid");
      assertThat(workload.pod().getTolerations())
          .singleElement()
          .satisfies(toleration -> assertThat(toleration.getValue()).isEqualTo("druid"));
      assertThat(workload.pod().getVolumes())
          .filteredOn(volume -> volume.getName().equals("data"))
          .singleElement()
          .satisfies(volume -> assertThat(volume.getEmptyDir().getSizeLimit()).isNull());
    }
    assertThat(container(assembly, "druid-historical").getResources().getRequests())
        .containsEntry("ephemeral-storage", new Quantity("5000Gi"));
  }

  @Test
  void podsOfARoleSpreadOverZonesAndNodesAndOneAtMostIsTakenAway(Assembly assembly) {
    assertThat(workloads(assembly))
        .extracting(Workload::name)
        .containsExactlyInAnyOrder(
            "druid-coordinator",
            "druid-broker",
            "druid-router",
            "druid-historical",
            "druid-indexer");
    for (Workload workload : workloads(assembly)) {
      assertThat(workload.replicas()).isGreaterThanOrEqualTo(2);
      assertThat(workload.pod().getTopologySpreadConstraints())
          .singleElement()
          .satisfies(
              spread -> {
                assertThat(spread.getTopologyKey()).isEqualTo("topology.kubernetes.io/zone");
                assertThat(spread.getWhenUnsatisfiable()).isEqualTo("DoNotSchedule");
                assertThat(spread.getLabelSelector()).isEqualTo(workload.selector());
              });
      assertThat(
              workload
                  .pod()
                  .getAffinity()
                  .getPodAntiAffinity()
                  .getRequiredDuringSchedulingIgnoredDuringExecution())
          .singleElement()
          .extracting(term -> term.getTopologyKey())
          .isEqualTo("kubernetes.io/hostname");
      assertThat(KubernetesObjects.all(assembly, "prod", STACK, PodDisruptionBudget.class))
          .filteredOn(budget -> budget.getSpec().getSelector().equals(workload.selector()))
          .singleElement()
          .extracting(budget -> budget.getSpec().getMaxUnavailable().getIntVal())
          .isEqualTo(1);
    }
  }

  @Test
  void noPodHasPrivilegesAndOneProcessEach(Assembly assembly) {
    for (Workload workload : workloads(assembly)) {
      PodSpec pod = workload.pod();
      assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
      assertThat(pod.getContainers()).hasSize(1);
      assertThat(Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream()))
          .allSatisfy(
              container -> {
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
                assertThat(container.getResources().getLimits()).containsKey("memory");
              });
      assertThat(pod.getContainers().getFirst().getEnv())
          .extracting(EnvVar::getName)
          .contains("POD_NAME", "POD_NAMESPACE", "POD_IP");
    }
  }

  @Test
  void membersAndLeadersAreFoundThroughKubernetes(Assembly assembly) {
    Properties common = properties(assembly, "common.runtime.properties");
    Role leader = role(assembly, "druid-leader");
    Role member = role(assembly, "druid-member");

    assertThat(common)
        .containsEntry("druid.zk.service.enabled", "false")
        .containsEntry("druid.discovery.type", "k8s")
        .containsEntry("druid.indexer.runner.type", "httpRemote")
        .containsEntry("druid.serverview.type", "http");
    assertThat(member.getRules())
        .extracting(rule -> rule.getResources() + " " + rule.getVerbs())
        .containsExactly("[pods] [get, list, watch, patch]", "[configmaps] [get]");
    assertThat(leader.getRules())
        .extracting(rule -> rule.getResources() + " " + rule.getVerbs())
        .containsExactly("[configmaps] [create, update]");
    assertThat(
            KubernetesObjects.all(assembly, "prod", STACK, RoleBinding.class).stream()
                .filter(binding -> binding.getRoleRef().getName().equals("druid-leader"))
                .flatMap(binding -> binding.getSubjects().stream()))
        .extracting(subject -> subject.getName())
        .containsExactly("druid-coordinator");
  }

  @Test
  void eachProcessReadsTheConfigurationOfItsRole(Assembly assembly) {
    Map<String, String> files = configuration(assembly).getData();
    for (Workload workload : workloads(assembly)) {
      String process = workload.name().substring("druid-".length());
      List<KeyToPath> mounted =
          workload.pod().getVolumes().stream()
              .filter(volume -> volume.getName().equals("configuration"))
              .findFirst()
              .orElseThrow()
              .getConfigMap()
              .getItems();

      assertThat(files)
          .containsKeys(mounted.stream().map(KeyToPath::getKey).toArray(String[]::new));
      assertThat(mounted)
          .filteredOn(item -> item.getPath().equals("runtime.properties"))
          .extracting(KeyToPath::getKey)
          .containsExactly(process + ".properties");
      Properties own = properties(assembly, process + ".properties");
      Container container = workload.pod().getContainers().getFirst();
      assertThat(container.getCommand()).endsWith("server", process);
      assertThat(own.getProperty("druid.plaintextPort"))
          .isEqualTo(container.getPorts().getFirst().getContainerPort().toString());
    }
  }

  @Test
  void segmentsOutOfUseAreDeleted(Assembly assembly) {
    assertThat(properties(assembly, "coordinator.properties"))
        .containsEntry("druid.coordinator.kill.on", "true")
        .containsEntry("druid.coordinator.kill.ignoreDurationToRetain", "true")
        .containsEntry("druid.coordinator.kill.bufferPeriod", "P7D");
  }

  @Test
  void buffersAndHeapFitTheMemoryOfAPod(Assembly assembly) {
    for (Workload workload : workloads(assembly)) {
      Container container = workload.pod().getContainers().getFirst();
      long limit =
          Quantity.getAmountInBytes(container.getResources().getLimits().get("memory"))
              .longValueExact();

      assertThat(bytes(container, "-Xmx") + bytes(container, "-XX:MaxDirectMemorySize="))
          .isLessThanOrEqualTo(limit * 95 / 100);
      Properties own =
          properties(assembly, workload.name().substring("druid-".length()) + ".properties");
      if (own.containsKey("druid.processing.buffer.sizeBytes")) {
        assertThat(
                number(own, "druid.processing.buffer.sizeBytes")
                    * (number(own, "druid.processing.numThreads")
                        + number(own, "druid.processing.numMergeBuffers")
                        + 1))
            .isLessThanOrEqualTo(bytes(container, "-XX:MaxDirectMemorySize="));
      }
    }
  }

  @Test
  void aHistoricalIsReadyWhenNoSegmentIsMissingAnywhere(Assembly assembly) {
    Service coordinators =
        KubernetesObjects.all(assembly, "prod", STACK, Service.class).stream()
            .filter(service -> service.getMetadata().getName().equals("druid-coordinator"))
            .findFirst()
            .orElseThrow();

    assertThat(
            container(assembly, "druid-historical")
                .getReadinessProbe()
                .getExec()
                .getCommand()
                .getLast())
        .contains(
            "http://%s:%d/druid/coordinator/v1/loadstatus?full"
                .formatted(
                    coordinators.getMetadata().getName(),
                    coordinators.getSpec().getPorts().getFirst().getPort()));
  }

  @Test
  void onlyTheSubnetsOfTheApplicationsReachTheRouters(Assembly assembly) {
    List<String> subnets =
        assembly.resources("prod", "network", "AWS::EC2::Subnet").stream()
            .filter(subnet -> subnet.toString().contains("\"Value\":\"applications\""))
            .map(subnet -> subnet.at("/Properties/CidrBlock").asString())
            .toList();
    Service balancer =
        KubernetesObjects.all(assembly, "prod", STACK, Service.class).stream()
            .filter(service -> "LoadBalancer".equals(service.getSpec().getType()))
            .findFirst()
            .orElseThrow();

    assertThat(balancer.getSpec().getLoadBalancerSourceRanges()).containsExactlyElementsOf(subnets);
    assertThat(balancer.getSpec().getSelector())
        .isEqualTo(workload(assembly, "druid-router").selector().getMatchLabels());
    assertThat(KubernetesObjects.all(assembly, "prod", STACK, NetworkPolicy.class))
        .filteredOn(
            policy ->
                policy.getSpec().getIngress().stream()
                    .flatMap(rule -> rule.getFrom().stream())
                    .anyMatch(peer -> peer.getIpBlock() != null))
        .extracting(policy -> policy.getMetadata().getName())
        .containsExactly("druid-router");
  }

  @Test
  void theNameInTheSettingsIsOneOfTheVpc(Assembly assembly) {
    assembly
        .template("prod", STACK)
        .hasResourceProperties(
            "AWS::Route53::RecordSet",
            Map.of("Name", "druid.prod.acme.internal.", "Type", "CNAME"));
  }

  @Test
  void theMetadataIsEncryptedBackedUpAndReachedByPodsOnly(Assembly assembly) {
    assembly
        .template("prod", STACK)
        .hasResourceProperties(
            "AWS::RDS::DBCluster",
            Match.objectLike(
                Map.of(
                    "Engine",
                    "aurora-postgresql",
                    "StorageEncrypted",
                    true,
                    "DeletionProtection",
                    true,
                    "BackupRetentionPeriod",
                    14,
                    "ServerlessV2ScalingConfiguration",
                    Map.of("MinCapacity", 0.5, "MaxCapacity", 16))));
    assembly.template("prod", STACK).resourceCountIs("AWS::RDS::DBInstance", 2);
    assertThat(assembly.resources("prod", STACK, "AWS::EC2::SecurityGroupIngress"))
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.at("/Properties/FromPort").asInt()).isEqualTo(5432);
              assertThat(rule.at("/Properties/SourceSecurityGroupId").toString())
                  .contains("ClusterSecurityGroupId");
            });
    assertThat(properties(assembly, "coordinator.properties"))
        .containsEntry(
            "druid.metadata.storage.connector.password",
            "${file:UTF-8:/run/acme/metadata-password}");
  }

  @Test
  void aRoleMayUseItsPartOfTheBucketAndReadTheOneTopic(Assembly assembly) {
    assertThat(actions(assembly, "coordinator"))
        .contains("secretsmanager:GetSecretValue", "kafka-cluster:ReadData", "s3:GetObject")
        .doesNotContain("s3:PutObject", "s3:DeleteObject", "kafka-cluster:WriteData");
    assertThat(actions(assembly, "historical"))
        .containsExactlyInAnyOrder("s3:ListBucket", "s3:GetObject");
    assertThat(actions(assembly, "indexer"))
        .contains("s3:PutObject", "s3:DeleteObject", "kafka-cluster:ReadData")
        .doesNotContain("secretsmanager:GetSecretValue", "kafka-cluster:WriteData");
    assembly.template("prod", STACK).resourceCountIs("AWS::EKS::PodIdentityAssociation", 3);
  }

  private static List<String> actions(Assembly assembly, String role) {
    return assembly.resources("prod", STACK, "AWS::IAM::Policy").stream()
        .filter(policy -> policy.at("/Properties/Roles").toString().contains(role + "Role"))
        .flatMap(policy -> policy.findValues("Action").stream())
        .flatMap(action -> action.isArray() ? action.valueStream() : Stream.of(action))
        .map(JsonNode::asString)
        .distinct()
        .toList();
  }

  private static List<Workload> workloads(Assembly assembly) {
    return Stream.concat(
            KubernetesObjects.all(assembly, "prod", STACK, Deployment.class).stream()
                .map(
                    set ->
                        new Workload(
                            set.getMetadata().getName(),
                            set.getSpec().getReplicas(),
                            set.getSpec().getSelector(),
                            set.getSpec().getTemplate().getSpec())),
            KubernetesObjects.all(assembly, "prod", STACK, StatefulSet.class).stream()
                .map(
                    set ->
                        new Workload(
                            set.getMetadata().getName(),
                            set.getSpec().getReplicas(),
                            set.getSpec().getSelector(),
                            set.getSpec().getTemplate().getSpec())))
        .toList();
  }

  private static Workload workload(Assembly assembly, String name) {
    return workloads(assembly).stream()
        .filter(workload -> workload.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Container container(Assembly assembly, String name) {
    return workload(assembly, name).pod().getContainers().getFirst();
  }

  private static Role role(Assembly assembly, String name) {
    return KubernetesObjects.all(assembly, "prod", STACK, Role.class).stream()
        .filter(role -> role.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static ConfigMap configuration(Assembly assembly) {
    return KubernetesObjects.typed(assembly, "prod", STACK, ConfigMap.class);
  }

  private static Properties properties(Assembly assembly, String file) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(configuration(assembly).getData().get(file)));
    } catch (IOException e) {
      throw new AssertionError(file, e);
    }
    return properties;
  }

  private static long number(Properties properties, String name) {
    return Long.parseLong(properties.getProperty(name));
  }

  /** What an option of Java gives in mebibytes. */
  private static long bytes(Container container, String option) {
    String value =
        container.getCommand().stream()
            .filter(argument -> argument.startsWith(option))
            .findFirst()
            .orElseThrow()
            .substring(option.length());
    return Long.parseLong(value.substring(0, value.length() - 1)) << 20;
  }
}
