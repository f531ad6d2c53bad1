package com.acme.analytics.cdk.construct;

import java.util.List;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;

/**
 * What a service needs in order to attach to the VPC on a role's behalf. These actions of EC2
 * either know no resource or name an interface that does not exist yet.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html">Lambda</a>
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/vpc-permissions.html">Managed
 *     Flink</a>
 */
public final class NetworkInterfaces {
  private NetworkInterfaces() {}

  public static PolicyDocument managedByLambda() {
    return allow(
        "CreateNetworkInterface",
        "DescribeNetworkInterfaces",
        "DescribeSubnets",
        "DeleteNetworkInterface",
        "AssignPrivateIpAddresses",
        "UnassignPrivateIpAddresses");
  }

  /**
   * Of the pollers of an event source mapping, which reach the brokers from the brokers' subnets.
   */
  public static PolicyStatement managedByEventSource() {
    return statement(
        "CreateNetworkInterface",
        "DescribeNetworkInterfaces",
        "DescribeVpcs",
        "DescribeSubnets",
        "DescribeSecurityGroups",
        "DeleteNetworkInterface");
  }

  public static PolicyDocument managedByFlink() {
    return allow(
        "DescribeVpcs",
        "DescribeSubnets",
        "DescribeSecurityGroups",
        "DescribeDhcpOptions",
        "CreateNetworkInterface",
        "CreateNetworkInterfacePermission",
        "DescribeNetworkInterfaces",
        "DeleteNetworkInterface");
  }

  private static PolicyDocument allow(String... actions) {
    return PolicyDocument.Builder.create().statements(List.of(statement(actions))).build();
  }

  private static PolicyStatement statement(String... actions) {
    return PolicyStatement.Builder.create()
        .actions(List.of(actions).stream().map(action -> "ec2:" + action).toList())
        .resources(List.of("*"))
        .build();
  }
}
