package com.acme.analytics.cdk.construct;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.eks_v2.ICluster;
import software.amazon.awscdk.services.eks_v2.KubernetesManifest;
import software.amazon.awscdk.services.eks_v2.KubernetesObjectValue;
import software.constructs.Construct;

/** Objects that are applied to a Kubernetes cluster. */
public final class Manifests {
  private Manifests() {}

  /** Applies objects together, in their order. */
  public static KubernetesManifest apply(
      Construct scope, String id, ICluster cluster, List<Map<String, Object>> objects) {
    return KubernetesManifest.Builder.create(scope, id)
        .cluster(cluster)
        .manifest(objects.stream().map(Manifests::sorted).toList())
        .build();
  }

  /** The host name of the load balancer before a service, once there is one. */
  public static String loadBalancer(
      Construct scope,
      ICluster cluster,
      KubernetesManifest service,
      String namespace,
      String name) {
    KubernetesObjectValue address =
        KubernetesObjectValue.Builder.create(scope, "LoadBalancer")
            .cluster(cluster)
            .objectType("service")
            .objectName(name)
            .objectNamespace(namespace)
            .jsonPath(".status.loadBalancer.ingress[0].hostname")
            .build();
    address.getNode().addDependency(service);
    return address.getValue();
  }

  /** The same object with its fields in order, so that the same settings give the same text. */
  private static Map<String, Object> sorted(Map<?, ?> object) {
    Map<String, Object> sorted = new TreeMap<>();
    object.forEach((name, value) -> sorted.put(name.toString(), sortedValue(value)));
    return sorted;
  }

  private static Object sortedValue(Object value) {
    return switch (value) {
      case Map<?, ?> object -> sorted(object);
      case List<?> values -> values.stream().map(Manifests::sortedValue).toList();
      default -> value;
    };
  }
}
