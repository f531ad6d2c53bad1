package com.acme.analytics.cdk.construct;

import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;

/** Where in the VPC something runs, and as what its connections count. */
public record VpcPlacement(IVpc vpc, SubnetSelection subnets, SecurityGroup securityGroup) {}
