package com.acme.analytics.cdk.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.cdk.Assembly;
import com.acme.analytics.cdk.Synthesis;
import com.acme.analytics.cdk.settings.Environments;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import tools.jackson.databind.JsonNode;

@ExtendWith(Synthesis.class)
class NetworkStackTest {
  @Test
  void everyEnvironmentSpreadsOverThreeRealAvailabilityZones(Assembly assembly) {
    for (String environment : List.of("dev", "staging", "prod")) {
      Map<String, Long> subnetsByZone =
          assembly.resources(environment, "network", "AWS::EC2::Subnet").stream()
              .map(subnet -> subnet.path("Properties").path("AvailabilityZone").asString())
              .collect(Collectors.groupingBy(zone -> zone, Collectors.counting()));

      assertThat(subnetsByZone)
          .isEqualTo(Map.of("eu-west-1a", 3L, "eu-west-1b", 3L, "eu-west-1c", 3L));
    }
    assertThat(Environments.all()).hasSize(3);
  }

  @Test
  void aNatGatewayPerZoneIsForProductionOnly(Assembly assembly) {
    assembly.template("dev", "network").resourceCountIs("AWS::EC2::NatGateway", 1);
    assembly.template("prod", "network").resourceCountIs("AWS::EC2::NatGateway", 3);
  }

  @Test
  void s3AndDynamoDbAreReachedWithoutTheNatGateway(Assembly assembly) {
    assertThat(assembly.resources("prod", "network", "AWS::EC2::VPCEndpoint"))
        .extracting(
            endpoint ->
                endpoint.at("/Properties/VpcEndpointType").asString()
                    + endpoint.at("/Properties/ServiceName/Fn::Join/1/2").asString(""))
        .contains("Gateway.s3", "Gateway.dynamodb");
  }

  @Test
  void allTrafficIsInTheFlowLog(Assembly assembly) {
    assembly
        .template("prod", "network")
        .hasResourceProperties(
            "AWS::EC2::FlowLog",
            Map.of("TrafficType", "ALL", "LogDestinationType", "cloud-watch-logs"));
  }

  @Test
  void brokersTakeConnectionsOfApplicationsOnTheIamPortOnly(Assembly assembly) {
    Template network = assembly.template("prod", "network");
    network.resourceCountIs("AWS::EC2::SecurityGroupIngress", 2);
    network.allResourcesProperties(
        "AWS::EC2::SecurityGroupIngress",
        Map.of(
            "FromPort", 9098, "ToPort", 9098, "SourceSecurityGroupId", Match.objectLike(Map.of())));
    assertThat(assembly.resources("prod", "network", "AWS::EC2::SecurityGroup"))
        .extracting(JsonNode::toString)
        .filteredOn(group -> !group.contains("Endpoints of Lambda"))
        .noneSatisfy(group -> assertThat(group).contains("SecurityGroupIngress"));
  }

  @Test
  void pollersAmongTheBrokersReachLambdaAndStsAndNothingElse(Assembly assembly) {
    assertThat(assembly.resources("prod", "network", "AWS::EC2::VPCEndpoint"))
        .extracting(
            endpoint ->
                endpoint.at("/Properties/ServiceName").toString()
                    + endpoint.at("/Properties/SubnetIds").size())
        .contains("\"com.amazonaws.eu-west-1.lambda\"3", "\"com.amazonaws.eu-west-1.sts\"3");
    assertThat(assembly.resources("prod", "network", "AWS::EC2::SecurityGroupEgress"))
        .extracting(rule -> rule.at("/Properties/FromPort").asInt())
        .containsExactlyInAnyOrder(9098, 443);
  }

  @Test
  void loadBalancersFindThePublicSubnets(Assembly assembly) {
    assertThat(assembly.resources("prod", "network", "AWS::EC2::Subnet"))
        .extracting(JsonNode::toString)
        .filteredOn(subnet -> subnet.contains("kubernetes.io/role/elb"))
        .hasSize(3)
        .allSatisfy(subnet -> assertThat(subnet).contains("\"Value\":\"public\""));
  }

  @Test
  void loadBalancersWithinTheVpcFindTheSubnetsOfTheApplications(Assembly assembly) {
    assertThat(assembly.resources("prod", "network", "AWS::EC2::Subnet"))
        .extracting(JsonNode::toString)
        .filteredOn(subnet -> subnet.contains("kubernetes.io/role/internal-elb"))
        .hasSize(3)
        .allSatisfy(subnet -> assertThat(subnet).contains("\"Value\":\"applications\""));
  }
}
