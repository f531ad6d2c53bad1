package com.acme.analytics.cdk.stack;

import com.acme.analytics.cdk.construct.Manifests;
import com.acme.analytics.cdk.settings.EnvironmentSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.CfnSecurityGroupIngress;
import software.amazon.awscdk.services.eks.CfnAddon;
import software.amazon.awscdk.services.eks_v2.Cluster;
import software.amazon.awscdk.services.eks_v2.ClusterLoggingTypes;
import software.amazon.awscdk.services.eks_v2.DefaultCapacityType;
import software.amazon.awscdk.services.eks_v2.EndpointAccess;
import software.amazon.awscdk.services.eks_v2.KubectlProviderOptions;
import software.amazon.awscdk.services.eks_v2.KubernetesVersion;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The Kubernetes cluster (EKS in Auto Mode). Its API answers within the VPC only; manifests are
 * applied by a function there.
 */
public final class KubernetesStack extends Stack {
  private static final KubernetesVersion VERSION = KubernetesVersion.V1_35;

  private final Cluster cluster;

  public KubernetesStack(
      Construct scope, EnvironmentSettings settings, NetworkStack network, Path kubectlLayer) {
    super(scope, "kubernetes");
    String name = settings.resourceName("platform");
    LogGroup logs =
        LogGroup.Builder.create(this, "ControlPlaneLogs")
            // EKS writes to this name, and would make a group that never forgets.
            .logGroupName("/aws/eks/" + name + "/cluster")
            .retention(settings.logRetention())
            .removalPolicy(settings.removalPolicy())
            .build();
    cluster = cluster(settings, network, kubectlLayer, name);
    cluster.getNode().addDependency(logs);
    letPodsReachBrokers(network);
    // What a HorizontalPodAutoscaler measures by; Auto Mode brings the other add-ons.
    CfnAddon.Builder.create(this, "MetricsServer")
        .clusterName(cluster.getClusterName())
        .addonName("metrics-server")
        .build();
    Manifests.apply(this, "NetworkPolicies", cluster, List.of(networkPolicies()));
  }

  public Cluster cluster() {
    return cluster;
  }

  private Cluster cluster(
      EnvironmentSettings settings, NetworkStack network, Path kubectlLayer, String name) {
    return Cluster.Builder.create(this, "Cluster")
        .clusterName(name)
        .version(VERSION)
        .defaultCapacityType(DefaultCapacityType.AUTOMODE)
        .vpc(network.applications().vpc())
        .vpcSubnets(List.of(network.applications().subnets()))
        .endpointAccess(EndpointAccess.PRIVATE)
        .clusterLogging(List.of(ClusterLoggingTypes.values()))
        .secretsEncryptionKey(
            Key.Builder.create(this, "Secrets")
                .description("Encrypts the Kubernetes secrets of " + name)
                .enableKeyRotation(true)
                .removalPolicy(settings.removalPolicy())
                .build())
        // Who deploys is no administrator of the cluster for that.
        .bootstrapClusterCreatorAdminPermissions(false)
        .kubectlProviderOptions(
            KubectlProviderOptions.builder()
                .kubectlLayer(
                    LayerVersion.Builder.create(this, "Kubectl")
                        .description("kubectl and helm for Kubernetes " + VERSION.getVersion())
                        .code(Code.fromAsset(kubectlLayer.toString()))
                        .build())
                .build())
        .build();
  }

  private void letPodsReachBrokers(NetworkStack network) {
    CfnSecurityGroupIngress.Builder.create(this, "PodsToBrokers")
        .groupId(network.brokers().securityGroup().getSecurityGroupId())
        .sourceSecurityGroupId(cluster.getClusterSecurityGroupId())
        .ipProtocol("tcp")
        .fromPort(NetworkStack.KAFKA_IAM_PORT)
        .toPort(NetworkStack.KAFKA_IAM_PORT)
        .description("Kafka with IAM over TLS, from pods")
        .build();
  }

  /** Turns on what enforces NetworkPolicy objects. */
  private static Map<String, Object> networkPolicies() {
    return Map.of(
        "apiVersion",
        "v1",
        "kind",
        "ConfigMap",
        "metadata",
        Map.of("name", "amazon-vpc-cni", "namespace", "kube-system"),
        "data",
        Map.of("enable-network-policy-controller", "true"));
  }
}
