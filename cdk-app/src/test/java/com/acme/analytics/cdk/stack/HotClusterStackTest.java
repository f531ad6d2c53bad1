package com.acme.analytics.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.acme.analytics.cdk.Assembly;
import com.acme.analytics.cdk.KubernetesObjects;
import com.acme.analytics.cdk.Synthesis;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import tools.jackson.databind.JsonNode;

@ExtendWith(Synthesis.class)
class HotClusterStackTest {
  private static final String STACK = "hot-cluster";

  @ParameterizedTest
  @CsvSource({"dev,1", "staging,2", "prod,4"})
  void everyObjectHasOnlyFieldsThatKubernetesKnows(
      String environment, int shards, Assembly assembly) {
    Map<Class<?>, Integer> expected =
        Map.of(
            Namespace.class, 1,
            ServiceAccount.class, 3,
            StorageClass.class, 1,
            ConfigMap.class, 2,
            Service.class, 2 + shards,
            PodDisruptionBudget.class, 1 + shards,
            StatefulSet.class, 1 + shards,
            NetworkPolicy.class, 3,
            CronJob.class, 1);

    expected.forEach(
        (type, count) ->
            assertThat(KubernetesObjects.all(assembly, environment, STACK, type))
                .as(type.getSimpleName())
                .hasSize(count));
    assertThat(nodePool(assembly, environment)).isNotNull();
    assertThat(KubernetesObjects.of(assembly, environment, STACK))
        .hasSize(1 + expected.values().stream().mapToInt(count -> count).sum());
  }

  @Test
  void theNodesHaveDisksOfTheirOwnAndRunClickHouseOnly(Assembly assembly) {
    NodePoolSpec spec = nodePool(assembly, "prod").spec();

    assertThat(spec.template().spec().requirements())
        .contains(
            new Requirement("node.kubernetes.io/instance-type", "In", List.of("i3en.6xlarge")));
    assertThat(spec.template().spec().taints())
        .containsExactly(new Taint("acme.io/dedicated", "clickhouse", "NoSchedule"));
    assertThat(spec.limits()).containsEntry("cpu", (4 * 3 + 1) * 24);
    for (StatefulSet shard : shards(assembly)) {
      PodSpec pod = shard.getSpec().getTemplate().getSpec();
      assertThat(pod.getNodeSelector()).isEqualTo(spec.template().metadata().get("labels"));
      assertThat(pod.getTolerations())
          .singleElement()
          .satisfies(
              toleration -> {
                assertThat(toleration.getKey()).isEqualTo("acme.io/dedicated");
                assertThat(toleration.getValue()).isEqualTo("clickhouse");
              });
    }
  }

  @Test
  void aNodeGoesWithinAutoModesThreeWeeksAndForNoImageBefore(Assembly assembly) {
    NodePoolSpec spec = nodePool(assembly, "prod").spec();

    assertThat(hours(spec.template().spec().expireAfter()))
        .isEqualTo(21 * 24 - hours(spec.template().spec().terminationGracePeriod()));
    assertThat(spec.disruption().budgets())
        .containsExactly(new Budget("0", List.of("Drifted")), new Budget("1", null));
  }

  @Test
  void replicasSpreadOverZonesAndNodesAndOneOfAShardAtMostIsTakenAway(Assembly assembly) {
    assertThat(shards(assembly))
        .extracting(shard -> shard.getMetadata().getName())
        .containsExactly("clickhouse-0", "clickhouse-1", "clickhouse-2", "clickhouse-3");
    for (StatefulSet set : sets(assembly)) {
      PodSpec pod = set.getSpec().getTemplate().getSpec();
      assertThat(set.getSpec().getReplicas()).isEqualTo(3);
      assertThat(pod.getTopologySpreadConstraints())
          .singleElement()
          .satisfies(
              spread -> {
                assertThat(spread.getTopologyKey()).isEqualTo("topology.kubernetes.io/zone");
                assertThat(spread.getMaxSkew()).isEqualTo(1);
                assertThat(spread.getWhenUnsatisfiable()).isEqualTo("DoNotSchedule");
                assertThat(spread.getLabelSelector()).isEqualTo(set.getSpec().getSelector());
              });
      assertThat(
              pod.getAffinity()
                  .getPodAntiAffinity()
                  .getRequiredDuringSchedulingIgnoredDuringExecution())
          .singleElement()
          .extracting(term -> term.getTopologyKey())
          .isEqualTo("kubernetes.io/hostname");
      assertThat(KubernetesObjects.all(assembly, "prod", STACK, PodDisruptionBudget.class))
          .filteredOn(budget -> budget.getSpec().getSelector().equals(set.getSpec().getSelector()))
          .singleElement()
          .extracting(budget -> budget.getSpec().getMaxUnavailable().getIntVal())
          .isEqualTo(1);
    }
  }

  @Test
  void noPodHasPrivileges(Assembly assembly) {
    assertThat(
            KubernetesObjects.typed(assembly, "prod", STACK, Namespace.class)
                .getMetadata()
                .getLabels())
        .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
    assertThat(pods(assembly))
        .hasSize(4 + 2)
        .allSatisfy(
            pod -> {
              assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
              assertThat(pod.getSecurityContext().getSeccompProfile().getType())
                  .isEqualTo("RuntimeDefault");
              assertThat(pod.getAutomountServiceAccountToken()).isFalse();
              assertThat(containers(pod))
                  .allSatisfy(
                      container -> {
                        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                            .isTrue();
                        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                            .isFalse();
                        assertThat(container.getSecurityContext().getCapabilities().getDrop())
                            .containsExactly("ALL");
                        assertThat(container.getResources().getLimits()).containsKey("memory");
                        assertThat(container.getImage()).matches(".+:[0-9]+\\.[0-9]+\\.[0-9]+");
                      });
            });
  }

  @Test
  void definitionsOutliveTheNodeAndDataIsOnItsDisks(Assembly assembly) {
    StatefulSet shard = shards(assembly).getFirst();
    PodSpec pod = shard.getSpec().getTemplate().getSpec();

    assertThat(shard.getSpec().getVolumeClaimTemplates())
        .singleElement()
        .extracting(claim -> claim.getSpec().getStorageClassName())
        .isEqualTo("clickhouse");
    assertThat(KubernetesObjects.typed(assembly, "prod", STACK, StorageClass.class))
        .satisfies(
            storage -> {
              assertThat(storage.getReclaimPolicy()).isEqualTo("Retain");
              assertThat(storage.getParameters()).containsEntry("encrypted", "true");
            });
    assertThat(pod.getVolumes())
        .filteredOn(volume -> volume.getName().equals("nvme"))
        .singleElement()
        .satisfies(volume -> assertThat(volume.getEmptyDir().getMedium()).isNull());
    assertThat(pod.getContainers().getFirst().getResources().getRequests())
        .containsEntry("ephemeral-storage", new Quantity("11000Gi"))
        .containsEntry("memory", new Quantity("160Gi"))
        .containsEntry("cpu", new Quantity("23000m"));
    assertThat(values(server(assembly), "/clickhouse/merge_tree/storage_policy"))
        .containsExactly("nvme");
    assertThat(values(server(assembly), "/clickhouse/storage_configuration/disks/nvme/path"))
        .containsExactly("/nvme/");
  }

  @Test
  void aReplicaServesOnceItHasCaughtUpAndStopsAfterTheLoadBalancerKnows(Assembly assembly) {
    PodSpec pod = shards(assembly).getFirst().getSpec().getTemplate().getSpec();
    Container container = pod.getContainers().getFirst();
    long deregistration = container.getLifecycle().getPreStop().getSleep().getSeconds();

    assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/replicas_status");
    assertThat(container.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/ping");
    assertThat(
            Long.parseLong(
                values(server(assembly), "/clickhouse/shutdown_wait_unfinished").getFirst()))
        .isLessThan(pod.getTerminationGracePeriodSeconds() - deregistration);
    assertThat(balancer(assembly).getMetadata().getAnnotations())
        .hasEntrySatisfying(
            "service.beta.kubernetes.io/aws-load-balancer-target-group-attributes",
            attributes ->
                assertThat(attributes)
                    .contains("deregistration_delay.timeout_seconds=" + deregistration));
  }

  @Test
  void theServersKnowEachPodByItsNameAndHandInsertsToOneReplica(Assembly assembly) {
    Document server = server(assembly);
    String shards = "/clickhouse/remote_servers/acme/shard";

    assertThat(values(server, shards + "/internal_replication"))
        .containsExactly("true", "true", "true", "true");
    assertThat(values(server, shards + "/replica/host"))
        .containsExactlyElementsOf(
            shards(assembly).stream().flatMap(HotClusterStackTest::hosts).toList());
    assertThat(values(server, "/clickhouse/zookeeper/node/host"))
        .containsExactlyElementsOf(hosts(keeper(assembly)).toList());
    assertThat(values(server, "/clickhouse/remote_servers/acme/secret/@incl"))
        .containsExactly("cluster_secret");
  }

  @Test
  void aPodTellsItsShardAndReplica(Assembly assembly) {
    for (StatefulSet shard : shards(assembly)) {
      String name = shard.getMetadata().getName();
      Container container = shard.getSpec().getTemplate().getSpec().getContainers().getFirst();
      assertThat(container.getEnv())
          .filteredOn(variable -> variable.getValue() != null)
          .extracting(EnvVar::getName, EnvVar::getValue)
          .contains(
              tuple("SHARD", name.substring("clickhouse-".length())),
              tuple("HOST", "$(REPLICA)." + name + ".clickhouse.svc.cluster.local"));
      for (String attribute : values(server(assembly), "/clickhouse/macros/*/@from_env")) {
        assertThat(container.getEnv()).extracting(EnvVar::getName).contains(attribute);
      }
    }
  }

  @Test
  void theKeepersOfRaftAreThePodsOfTheStatefulSet(Assembly assembly) {
    Document keeper = xml(configMap(assembly, "clickhouse-keeper").get("config.xml"));

    assertThat(values(keeper, "//raft_configuration/server/hostname"))
        .containsExactlyElementsOf(hosts(keeper(assembly)).toList());
    assertThat(values(keeper, "//raft_configuration/server/id")).containsExactly("1", "2", "3");
    assertThat(
            keeper(assembly)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getEnv()
                .getFirst()
                .getValueFrom()
                .getFieldRef()
                .getFieldPath())
        .isEqualTo("metadata.labels['apps.kubernetes.io/pod-index']");
  }

  @Test
  void aUserHasNoPasswordInAManifestAndNoMoreThanItNeeds(Assembly assembly) {
    Document users = xml(configMap(assembly, "clickhouse-configuration").get("users.xml"));

    assertThat(values(users, "/clickhouse/users/*/password")).isEmpty();
    assertThat(values(users, "/clickhouse/users/*/password_sha256_hex/@incl"))
        .containsExactly("admin_sha256", "ingest_sha256", "query_sha256", "backup_sha256");
    assertThat(values(users, "/clickhouse/users/acme_ingest/grants/query"))
        .containsExactly("GRANT INSERT ON acme.*");
    assertThat(values(users, "/clickhouse/users/acme_query/grants/query"))
        .containsExactly("GRANT SELECT ON acme.*");
    assertThat(values(users, "/clickhouse/profiles/query/readonly")).containsExactly("2");
    String writer =
        shards(assembly)
            .getFirst()
            .getSpec()
            .getTemplate()
            .getSpec()
            .getInitContainers()
            .getFirst()
            .getCommand()
            .getLast();
    for (String substitution :
        Stream.concat(
                values(users, "//@incl").stream(), values(server(assembly), "//@incl").stream())
            .toList()) {
      assertThat(writer).contains("<" + substitution + ">");
    }
  }

  @Test
  void everyUserHasAGeneratedPasswordInASecretOfItsOwn(Assembly assembly) {
    Template cluster = assembly.template("dev", STACK);

    cluster.resourceCountIs("AWS::SecretsManager::Secret", 5);
    for (String user : List.of("acme_admin", "acme_ingest", "acme_query")) {
      cluster.hasResourceProperties(
          "AWS::SecretsManager::Secret",
          Map.of(
              "Name",
              "acme/dev/clickhouse/" + user,
              "GenerateSecretString",
              Match.objectLike(
                  Map.of(
                      "SecretStringTemplate",
                      "{\"username\":\"" + user + "\"}",
                      "GenerateStringKey",
                      "password"))));
    }
  }

  @Test
  void onlyTheSubnetsOfTheApplicationsReachTheServersFromOutside(Assembly assembly) {
    NetworkPolicy servers =
        KubernetesObjects.all(assembly, "prod", STACK, NetworkPolicy.class).stream()
            .filter(policy -> policy.getMetadata().getName().equals("clickhouse"))
            .findFirst()
            .orElseThrow();
    List<String> subnets =
        assembly.resources("prod", "network", "AWS::EC2::Subnet").stream()
            .filter(subnet -> subnet.toString().contains("\"Value\":\"applications\""))
            .map(subnet -> subnet.at("/Properties/CidrBlock").asString())
            .toList();

    assertThat(servers.getSpec().getIngress())
        .allSatisfy(rule -> assertThat(rule.getFrom()).isNotEmpty());
    assertThat(servers.getSpec().getIngress().getFirst().getFrom())
        .extracting(peer -> peer.getIpBlock().getCidr())
        .containsExactlyElementsOf(subnets);
    assertThat(balancer(assembly).getSpec().getLoadBalancerSourceRanges())
        .containsExactlyElementsOf(subnets);
    assertThat(balancer(assembly).getMetadata().getAnnotations())
        .containsEntry("service.beta.kubernetes.io/aws-load-balancer-scheme", "internal");
  }

  @Test
  void theNameInTheSettingsIsOneOfTheVpc(Assembly assembly) {
    Template cluster = assembly.template("prod", STACK);

    cluster.hasResourceProperties(
        "AWS::Route53::HostedZone",
        Map.of("Name", "prod.acme.internal.", "VPCs", Match.anyValue()));
    cluster.hasResourceProperties(
        "AWS::Route53::RecordSet",
        Map.of("Name", "clickhouse.prod.acme.internal.", "Type", "CNAME"));
  }

  @Test
  void backupsAreMadeEachNightAndGoWithTheirRetention(Assembly assembly) {
    CronJob backup = KubernetesObjects.typed(assembly, "prod", STACK, CronJob.class);
    List<String> command =
        backup
            .getSpec()
            .getJobTemplate()
            .getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .getFirst()
            .getCommand();

    assertThat(backup.getSpec().getSchedule()).isEqualTo("30 1 * * *");
    assertThat(command.getLast())
        .contains("BACKUP DATABASE acme ON CLUSTER acme TO Disk('backups', '$(date -u +%Y");
    assertThat(values(server(assembly), "/clickhouse/backups/allowed_disk"))
        .containsExactly("backups");
    assembly
        .template("prod", "storage")
        .hasResourceProperties(
            "AWS::S3::Bucket",
            Map.of(
                "BucketName",
                "acme-prod-hot-backups-333333333333",
                "LifecycleConfiguration",
                Map.of(
                    "Rules",
                    List.of(
                        Match.objectLike(Map.of("ExpirationInDays", 3, "Status", "Enabled"))))));
  }

  @Test
  void theServersMayUseTheBackupsAndReadTheSecretsAndNoMore(Assembly assembly) {
    assertThat(
            assembly.resources("prod", STACK, "AWS::IAM::Policy").stream()
                .flatMap(policy -> policy.findValues("Action").stream())
                .flatMap(action -> action.isArray() ? action.valueStream() : Stream.of(action))
                .map(JsonNode::asString)
                .distinct())
        .containsExactlyInAnyOrder(
            "secretsmanager:GetSecretValue",
            "s3:ListBucket",
            "s3:GetObject",
            "s3:PutObject",
            "s3:DeleteObject",
            "s3:AbortMultipartUpload");
  }

  private static Stream<String> hosts(StatefulSet set) {
    int first = set.getSpec().getOrdinals() == null ? 0 : set.getSpec().getOrdinals().getStart();
    String service = set.getSpec().getServiceName();
    return IntStream.range(first, first + set.getSpec().getReplicas())
        .mapToObj(
            ordinal ->
                "%s-%d.%s.clickhouse.svc.cluster.local"
                    .formatted(set.getMetadata().getName(), ordinal, service));
  }

  private static Service balancer(Assembly assembly) {
    return KubernetesObjects.all(assembly, "prod", STACK, Service.class).stream()
        .filter(service -> "LoadBalancer".equals(service.getSpec().getType()))
        .findFirst()
        .orElseThrow();
  }

  private static List<StatefulSet> sets(Assembly assembly) {
    return KubernetesObjects.all(assembly, "prod", STACK, StatefulSet.class);
  }

  private static List<StatefulSet> shards(Assembly assembly) {
    return sets(assembly).stream()
        .filter(set -> !set.getMetadata().getName().equals("clickhouse-keeper"))
        .toList();
  }

  private static StatefulSet keeper(Assembly assembly) {
    return sets(assembly).stream()
        .filter(set -> set.getMetadata().getName().equals("clickhouse-keeper"))
        .findFirst()
        .orElseThrow();
  }

  private static List<PodSpec> pods(Assembly assembly) {
    return Stream.concat(
            sets(assembly).stream().map(set -> set.getSpec().getTemplate().getSpec()),
            Stream.of(
                KubernetesObjects.typed(assembly, "prod", STACK, CronJob.class)
                    .getSpec()
                    .getJobTemplate()
                    .getSpec()
                    .getTemplate()
                    .getSpec()))
        .toList();
  }

  private static List<Container> containers(PodSpec pod) {
    return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream()).toList();
  }

  private static Map<String, String> configMap(Assembly assembly, String name) {
    return KubernetesObjects.all(assembly, "prod", STACK, ConfigMap.class).stream()
        .filter(map -> map.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow()
        .getData();
  }

  private static Document server(Assembly assembly) {
    return xml(configMap(assembly, "clickhouse-configuration").get("config.xml"));
  }

  private static Document xml(String text) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(text)));
    } catch (Exception e) {
      throw new AssertionError(text, e);
    }
  }

  private static List<String> values(Document document, String path) {
    try {
      XPath xpath = XPathFactory.newInstance().newXPath();
      NodeList nodes = (NodeList) xpath.evaluate(path, document, XPathConstants.NODESET);
      return IntStream.range(0, nodes.getLength())
          .mapToObj(i -> nodes.item(i).getTextContent())
          .toList();
    } catch (XPathExpressionException e) {
      throw new AssertionError(path, e);
    }
  }

  private static int hours(String duration) {
    return Integer.parseInt(duration.substring(0, duration.length() - 1));
  }

  /** Karpenter's types, as far as they are used here, since no library of its models is. */
  private static NodePool nodePool(Assembly assembly, String environment) {
    return KubernetesObjects.all(assembly, environment, STACK, NodePool.class).getFirst();
  }

  record NodePool(String apiVersion, String kind, Metadata metadata, NodePoolSpec spec) {}

  record Metadata(String name, Map<String, String> labels) {}

  record NodePoolSpec(NodeTemplate template, Map<String, Integer> limits, Disruption disruption) {}

  record NodeTemplate(Map<String, Map<String, String>> metadata, NodeSpec spec) {}

  record NodeSpec(
      Map<String, String> nodeClassRef,
      List<Requirement> requirements,
      List<Taint> taints,
      String expireAfter,
      String terminationGracePeriod) {}

  record Requirement(String key, String operator, List<String> values) {}

  record Taint(String key, String value, String effect) {}

  record Disruption(String consolidationPolicy, String consolidateAfter, List<Budget> budgets) {}

  record Budget(String nodes, List<String> reasons) {}
}
