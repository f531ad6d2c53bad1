package com.acme.analytics.cdk.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A container that runs before the others of its pod and reads secrets, of the pod's own role, into
 * memory: no manifest has a password.
 *
 * @param region of the secrets
 */
public record SecretReader(String region) {
  /** Where the others find what it writes. */
  public static final String FOLDER = "/run/acme";

  private static final String IMAGE = "public.ecr.aws/aws-cli/aws-cli:2.31.0";

  /** A password is letters and digits, so that nothing in it has to be escaped. */
  private static final String PASSWORD =
      """
      umask 077
      password() {
        aws secretsmanager get-secret-value --secret-id "$1" --query SecretString --output text \\
          | sed -n 's/.*"password": *"\\([A-Za-z0-9]*\\)".*/\\1/p' | grep .
      }
      """;

  /** In memory. */
  public static Map<String, Object> volume() {
    return Map.of("name", "secrets", "emptyDir", Map.of("medium", "Memory", "sizeLimit", "1Mi"));
  }

  /** The volume, as the others see it. */
  public static Map<String, Object> mount() {
    return Pods.mount("secrets", FOLDER, true);
  }

  /**
   * The container.
   *
   * @param script writes to the folder; {@code password} prints that of the secret whose ARN it is
   *     given
   */
  public Map<String, Object> container(String script, List<Map<String, Object>> variables) {
    return Map.of(
        "name",
        "secrets",
        "image",
        IMAGE,
        "command",
        List.of("/bin/sh", "-euc", PASSWORD + script),
        "env",
        Stream.concat(variables.stream(), Stream.of(Pods.variable("AWS_DEFAULT_REGION", region)))
            .toList(),
        "resources",
        Map.of(
            "requests",
            Map.of("cpu", "100m", "memory", "256Mi"),
            "limits",
            Map.of("memory", "256Mi")),
        "securityContext",
        Pods.CONTAINER_SECURITY,
        "volumeMounts",
        List.of(Pods.mount("secrets", FOLDER, false)));
  }
}
