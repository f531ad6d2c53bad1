package com.acme.analytics.cdk.settings;

/**
 * The VPC.
 *
 * @param cidr the VPC's addresses, a /16; environments must not overlap where they are peered
 * @param natGateways 1 is cheapest, 3 (one per availability zone) survives the loss of a zone
 */
public record NetworkSettings(String cidr, int natGateways) {
  /** MSK, the NAT gateways and every other part spread over this many zones. */
  public static final int AVAILABILITY_ZONES = 3;

  public NetworkSettings {
    Expect.matches("cidr", cidr, "10\\.[0-9]{1,3}\\.0\\.0/16");
    Expect.between("natGateways", natGateways, 1, AVAILABILITY_ZONES);
  }
}
