package com.acme.analytics.cdk.stack;

import com.acme.analytics.cdk.construct.VpcPlacement;
import com.acme.analytics.cdk.settings.EnvironmentSettings;
import com.acme.analytics.cdk.settings.NetworkSettings;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * The VPC over three availability zones. Brokers sit in subnets without a way out; functions and
 * the streaming job in subnets with one, for AWS's own APIs.
 */
public final class NetworkStack extends Stack {
  /** Where MSK brokers take SASL_SSL with IAM. */
  private static final int KAFKA_IAM_PORT = 9098;

  private final Vpc vpc;
  private final VpcPlacement applications;
  private final VpcPlacement brokers;

  public NetworkStack(Construct scope, EnvironmentSettings settings) {
    super(scope, "network");
    vpc =
        Vpc.Builder.create(this, "Vpc")
            .vpcName(settings.resourceName("vpc"))
            .ipAddresses(IpAddresses.cidr(settings.network().cidr()))
            .maxAzs(NetworkSettings.AVAILABILITY_ZONES)
            .natGateways(settings.network().natGateways())
            .subnetConfiguration(
                List.of(
                    subnets("public", SubnetType.PUBLIC, 24),
                    subnets("applications", SubnetType.PRIVATE_WITH_EGRESS, 19),
                    subnets("brokers", SubnetType.PRIVATE_ISOLATED, 24)))
            .gatewayEndpoints(
                Map.of(
                    "S3", gateway(GatewayVpcEndpointAwsService.S3),
                    "DynamoDb", gateway(GatewayVpcEndpointAwsService.DYNAMODB)))
            .flowLogs(Map.of("FlowLogs", flowLogs(settings)))
            .build();
    applications =
        placement("applications", securityGroup("Applications", "Functions and the streaming job"));
    brokers = placement("brokers", securityGroup("Brokers", "Kafka brokers"));
    applications
        .securityGroup()
        .addEgressRule(Peer.anyIpv4(), Port.allTcp(), "AWS APIs, brokers and stores");
    brokers
        .securityGroup()
        .addIngressRule(
            applications.securityGroup(), Port.tcp(KAFKA_IAM_PORT), "Kafka with IAM over TLS");
  }

  /** Of everything that connects to the brokers and stores. */
  public VpcPlacement applications() {
    return applications;
  }

  /** Of the Kafka brokers. */
  public VpcPlacement brokers() {
    return brokers;
  }

  private VpcPlacement placement(String subnets, SecurityGroup securityGroup) {
    return new VpcPlacement(
        vpc, SubnetSelection.builder().subnetGroupName(subnets).build(), securityGroup);
  }

  private FlowLogOptions flowLogs(EnvironmentSettings settings) {
    LogGroup logs =
        LogGroup.Builder.create(this, "FlowLogGroup")
            .logGroupName("/acme/" + settings.name() + "/vpc")
            .retention(settings.logRetention())
            .removalPolicy(settings.removalPolicy())
            .build();
    return FlowLogOptions.builder()
        .destination(FlowLogDestination.toCloudWatchLogs(logs))
        .trafficType(FlowLogTrafficType.ALL)
        .build();
  }

  private SecurityGroup securityGroup(String id, String description) {
    return SecurityGroup.Builder.create(this, id)
        .vpc(vpc)
        .description(description)
        .allowAllOutbound(false)
        .build();
  }

  private static SubnetConfiguration subnets(String name, SubnetType type, int cidrMask) {
    return SubnetConfiguration.builder()
        .name(name)
        .subnetType(type)
        .cidrMask(cidrMask)
        .mapPublicIpOnLaunch(type == SubnetType.PUBLIC ? false : null)
        .build();
  }

  private static GatewayVpcEndpointOptions gateway(GatewayVpcEndpointAwsService service) {
    return GatewayVpcEndpointOptions.builder().service(service).build();
  }
}
