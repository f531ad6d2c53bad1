package com.acme.analytics.cdk.construct;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.route53.CnameRecord;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.constructs.Construct;

/** A name in a zone that only the VPC resolves. */
public final class InternalName {
  private InternalName() {}

  /**
   * Another name of a load balancer.
   *
   * @param host one label and the zone
   */
  public static void of(Construct scope, IHostedZone zone, String host, String loadBalancer) {
    CnameRecord.Builder.create(scope, "Name")
        .zone(zone)
        .recordName(host.substring(0, host.indexOf('.')))
        .ttl(Duration.minutes(1))
        .domainName(loadBalancer)
        .build();
  }
}
