package com.acme.analytics.local.emulation.assembly;

import com.acme.analytics.local.emulation.model.ContainerDeployment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads the Deployments that the CDK applies to an EKS cluster. What else makes up a cluster is
 * known by kind and has no local form; a kind that is not known fails. A store's servers are not
 * read: its engine on this machine stands for them.
 */
final class KubernetesReader {
  private static final String MANIFEST = "Custom::AWSCDK-EKS-KubernetesResource";

  /** Resources of EKS: the cluster itself, and what is asked of it. */
  private static final Set<String> NOT_RUN =
      Set.of(
          "AWS::EKS::AccessEntry",
          "AWS::EKS::Addon",
          "AWS::EKS::Cluster",
          "AWS::EKS::FargateProfile",
          "AWS::EKS::Nodegroup",
          "AWS::EKS::PodIdentityAssociation",
          "Custom::AWSCDK-EKS-HelmChart",
          "Custom::AWSCDK-EKS-KubernetesObjectValue",
          "Custom::AWSCDK-EKS-KubernetesPatch");

  /** Objects around a Deployment: how it is reached, scaled, guarded and scheduled. */
  private static final Set<String> NOT_RUN_KINDS =
      Set.of(
          "ConfigMap",
          "HorizontalPodAutoscaler",
          "Namespace",
          "NetworkPolicy",
          "NodeClass",
          "NodePool",
          "PodDisruptionBudget",
          "PriorityClass",
          "Role",
          "RoleBinding",
          "Service",
          "ServiceAccount",
          "StorageClass");

  /** The namespaces of stores' servers. */
  private static final Set<String> STORES = Set.of("clickhouse", "druid");

  /** Of a pod that says none (Kubernetes' default). */
  private static final int TERMINATION_GRACE_SECONDS = 30;

  private final CloudAssembly assembly;
  private final Expressions expressions;
  private final Substitutions substitutions;

  KubernetesReader(CloudAssembly assembly, Expressions expressions, Substitutions substitutions) {
    this.assembly = assembly;
    this.expressions = expressions;
    this.substitutions = substitutions;
  }

  List<ContainerDeployment> deployments() {
    List<ContainerDeployment> deployments = new ArrayList<>();
    for (Stack stack : assembly.stacks()) {
      for (Resource resource : stack.resources()) {
        if (resource.type().equals(MANIFEST)) {
          read(resource, deployments);
        } else if (isOfEks(resource) && !NOT_RUN.contains(resource.type())) {
          throw new AssemblyException(
              "%s (expected: %s, or one of %s)".formatted(resource, MANIFEST, NOT_RUN));
        }
      }
    }
    return deployments;
  }

  private static boolean isOfEks(Resource resource) {
    return resource.type().startsWith("AWS::EKS::")
        || resource.type().startsWith("Custom::AWSCDK-EKS-");
  }

  private void read(Resource resource, List<ContainerDeployment> deployments) {
    KubernetesManifest manifest = new KubernetesManifest(expressions, resource);
    for (JsonNode object : manifest.objects()) {
      if (isOfStore(object)) {
        continue;
      }
      String kind = manifest.text(object.path("kind"), "kind");
      if (kind.equals("Deployment")) {
        deployments.add(deployment(resource, manifest, object));
      } else if (!NOT_RUN_KINDS.contains(kind)) {
        throw new AssemblyException(
            "%s: kind: %s (expected: Deployment, or one of %s)"
                .formatted(resource, kind, NOT_RUN_KINDS));
      }
    }
  }

  private static boolean isOfStore(JsonNode object) {
    return STORES.contains(object.path("metadata").path("namespace").asString(""));
  }

  private ContainerDeployment deployment(
      Resource resource, KubernetesManifest manifest, JsonNode deployment) {
    JsonNode pod = deployment.path("spec").path("template").path("spec");
    JsonNode container = onlyContainer(resource, pod);
    return new ContainerDeployment(
        manifest.text(deployment.path("metadata").path("name"), "metadata.name"),
        image(resource, manifest.text(container.path("image"), "image")),
        environment(manifest, container),
        manifest.text(
            container.path("readinessProbe").path("httpGet").path("path"),
            "readinessProbe.httpGet.path"),
        Duration.ofSeconds(
            pod.path("terminationGracePeriodSeconds").asInt(TERMINATION_GRACE_SECONDS)));
  }

  private static JsonNode onlyContainer(Resource resource, JsonNode pod) {
    JsonNode containers = pod.path("containers");
    if (containers.size() != 1 || !pod.path("initContainers").isEmpty()) {
      throw new AssemblyException(
          "%s: %d containers and %d init containers (expected: 1 and 0)"
              .formatted(resource, containers.size(), pod.path("initContainers").size()));
    }
    JsonNode container = containers.get(0);
    for (String field : List.of("args", "command", "envFrom")) {
      if (container.has(field)) {
        throw new AssemblyException(
            "%s: %s: present (expected: absent, the image's own start with plain variables)"
                .formatted(resource, field));
      }
    }
    return container;
  }

  /** The directory of the image asset that was pushed under the tag. */
  private static Path image(Resource resource, String image) {
    Path directory = resource.stack().images().get(image.substring(image.lastIndexOf(':') + 1));
    if (directory == null) {
      throw new AssemblyException(
          "%s: image: %s (expected: one of the assembly's image assets)"
              .formatted(resource, image));
    }
    return directory;
  }

  private Map<String, String> environment(KubernetesManifest manifest, JsonNode container) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (JsonNode variable : container.path("env").values()) {
      String name = manifest.text(variable.path("name"), "env.name");
      environment.put(
          name,
          substitutions
              .ofVariable(name)
              .orElseGet(() -> manifest.text(variable.path("value"), "env." + name)));
    }
    return environment;
  }
}
