package com.acme.analytics.cdk.stack;

import com.acme.analytics.cdk.construct.VpcPlacement;
import com.acme.analytics.cdk.settings.EnvironmentSettings;
import com.acme.analytics.cdk.settings.NetworkSettings;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
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
 * The VPC over three availability zones. Brokers and the database of Druid's metadata sit in
 * subnets without a way out; functions, the streaming job and the nodes of Kubernetes in subnets
 * with one, for AWS's own APIs.
 */
public final class NetworkStack extends Stack {
  /** Where MSK brokers take SASL_SSL with IAM. */
  static final int KAFKA_IAM_PORT = 9098;

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
    letEventSourcesPoll(settings.network().cidr());
    tagForLoadBalancers();
  }

  /** Of everything that connects to the brokers and stores. */
  public VpcPlacement applications() {
    return applications;
  }

  /** Blocks of the addresses that those have. */
  public List<String> applicationBlocks() {
    return vpc.selectSubnets(applications.subnets()).getSubnets().stream()
        .map(ISubnet::getIpv4CidrBlock)
        .toList();
  }

  /** Of the Kafka brokers. */
  public VpcPlacement brokers() {
    return brokers;
  }

  /**
   * The pollers of an event source mapping stand among the brokers, with the brokers' security
   * group: they read from there, and call the function and take its role through endpoints, because
   * these subnets have no way out.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/with-msk-cluster-network.html">Lambda on
   *     MSK's network</a>
   */
  private void letEventSourcesPoll(String cidr) {
    SecurityGroup group = brokers.securityGroup();
    SecurityGroup endpoints = securityGroup("Endpoints", "Endpoints of Lambda and STS");
    group.addIngressRule(group, Port.tcp(KAFKA_IAM_PORT), "Pollers of event source mappings");
    group.addEgressRule(group, Port.tcp(KAFKA_IAM_PORT), "Pollers of event source mappings");
    group.addEgressRule(endpoints, Port.tcp(443), "Lambda and STS");
    endpoints.addIngressRule(Peer.ipv4(cidr), Port.tcp(443), "From the VPC");
    endpoint("Lambda", InterfaceVpcEndpointAwsService.LAMBDA, endpoints);
    endpoint("Sts", InterfaceVpcEndpointAwsService.STS, endpoints);
  }

  private void endpoint(
      String id, InterfaceVpcEndpointAwsService service, SecurityGroup securityGroup) {
    InterfaceVpcEndpoint.Builder.create(this, id)
        .vpc(vpc)
        .service(service)
        .subnets(brokers.subnets())
        .securityGroups(List.of(securityGroup))
        .open(false)
        .build();
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

  /** How load balancers that Kubernetes makes find their subnets. */
  private void tagForLoadBalancers() {
    vpc.getPublicSubnets().forEach(subnet -> Tags.of(subnet).add("kubernetes.io/role/elb", "1"));
    vpc.getPrivateSubnets()
        .forEach(subnet -> Tags.of(subnet).add("kubernetes.io/role/internal-elb", "1"));
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
