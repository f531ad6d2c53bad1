package com.acme.analytics.cdk.druid;

import static com.acme.analytics.cdk.druid.DruidPods.OBJECTS;

import com.acme.analytics.cdk.kubernetes.Pods;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the processes may do in Kubernetes: write to pods what they are and read what the others
 * are; coordinators keep in a ConfigMap who of them leads, which the others read.
 */
public final class DruidAccess {
  private static final String MEMBER = "druid-member";
  private static final String LEADER = "druid-leader";

  private DruidAccess() {}

  /** The namespace, the service accounts, the Roles and the RoleBindings. */
  public static List<Map<String, Object>> manifests() {
    List<DruidRole> all = Arrays.asList(DruidRole.values());
    return Stream.concat(
            Stream.concat(
                Stream.of(OBJECTS.manifest()),
                all.stream().map(role -> OBJECTS.serviceAccount(role.app()))),
            Stream.of(
                role(
                    MEMBER,
                    List.of(
                        rule("pods", "get", "list", "watch", "patch"), rule("configmaps", "get"))),
                binding(MEMBER, all),
                role(LEADER, List.of(rule("configmaps", "create", "update"))),
                binding(LEADER, List.of(DruidRole.COORDINATOR))))
        .toList();
  }

  private static Map<String, Object> role(String name, List<Map<String, Object>> rules) {
    return Map.of(
        "apiVersion",
        "rbac.authorization.k8s.io/v1",
        "kind",
        "Role",
        "metadata",
        OBJECTS.metadata(name, Pods.labels("druid")),
        "rules",
        rules);
  }

  private static Map<String, Object> rule(String resource, String... verbs) {
    return Map.of(
        "apiGroups", List.of(""), "resources", List.of(resource), "verbs", List.of(verbs));
  }

  private static Map<String, Object> binding(String role, List<DruidRole> members) {
    return Map.of(
        "apiVersion",
        "rbac.authorization.k8s.io/v1",
        "kind",
        "RoleBinding",
        "metadata",
        OBJECTS.metadata(role, Pods.labels("druid")),
        "roleRef",
        Map.of("apiGroup", "rbac.authorization.k8s.io", "kind", "Role", "name", role),
        "subjects",
        members.stream()
            .map(
                member ->
                    Map.of(
                        "kind",
                        "ServiceAccount",
                        "name",
                        member.app(),
                        "namespace",
                        OBJECTS.namespace()))
            .toList());
  }
}
