package com.acme.analytics.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.cdk.Assembly;
import com.acme.analytics.cdk.KubernetesObjects;
import com.acme.analytics.cdk.Synthesis;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awscdk.assertions.Match;
import tools.jackson.databind.JsonNode;

@ExtendWith(Synthesis.class)
class KubernetesStackTest {
  @Test
  void theClustersApiAnswersWithinTheVpcOnly(Assembly assembly) {
    JsonNode vpc = properties(assembly).path("ResourcesVpcConfig");

    assertThat(vpc.path("EndpointPublicAccess").asBoolean(true)).isFalse();
    assertThat(vpc.path("EndpointPrivateAccess").asBoolean(false)).isTrue();
    assertThat(vpc.path("SubnetIds")).hasSize(3);
  }

  @Test
  void secretsAreEncryptedAndWhoDeploysIsNoAdministrator(Assembly assembly) {
    JsonNode cluster = properties(assembly);

    assertThat(cluster.at("/EncryptionConfig/0/Resources/0").asString()).isEqualTo("secrets");
    assertThat(cluster.at("/AccessConfig/BootstrapClusterCreatorAdminPermissions").asBoolean(true))
        .isFalse();
  }

  @Test
  void allOfTheControlPlaneIsLoggedToAGroupThatForgets(Assembly assembly) {
    assertThat(
            properties(assembly)
                .at("/Logging/ClusterLogging/EnabledTypes")
                .valueStream()
                .map(type -> type.path("Type").asString()))
        .containsExactlyInAnyOrder(
            "api", "audit", "authenticator", "controllerManager", "scheduler");
    assembly
        .template("prod", "kubernetes")
        .hasResourceProperties(
            "AWS::Logs::LogGroup",
            Map.of("LogGroupName", "/aws/eks/acme-prod-platform/cluster", "RetentionInDays", 365));
  }

  @Test
  void nodesAndLoadBalancersAreEksOwnAffair(Assembly assembly) {
    JsonNode cluster = properties(assembly);

    assertThat(cluster.at("/ComputeConfig/Enabled").asBoolean()).isTrue();
    assertThat(cluster.at("/StorageConfig/BlockStorage/Enabled").asBoolean()).isTrue();
    assertThat(cluster.at("/KubernetesNetworkConfig/ElasticLoadBalancing/Enabled").asBoolean())
        .isTrue();
  }

  @Test
  void podsReachTheBrokersAsTheCluster(Assembly assembly) {
    assembly
        .template("prod", "kubernetes")
        .hasResourceProperties(
            "AWS::EC2::SecurityGroupIngress",
            Map.of(
                "FromPort",
                9098,
                "ToPort",
                9098,
                "SourceSecurityGroupId",
                Map.of(
                    "Fn::GetAtt",
                    List.of(Match.stringLikeRegexp("Cluster.*"), "ClusterSecurityGroupId"))));
  }

  @Test
  void networkPoliciesAreEnforced(Assembly assembly) {
    assertThat(KubernetesObjects.of(assembly, "prod", "kubernetes"))
        .extracting(
            object ->
                object.at("/metadata/name").asString()
                    + object.at("/data/enable-network-policy-controller").asString())
        .containsExactly("amazon-vpc-cnitrue");
  }

  private static JsonNode properties(Assembly assembly) {
    return assembly
        .resources("prod", "kubernetes", "AWS::EKS::Cluster")
        .getFirst()
        .path("Properties");
  }
}
