package com.acme.analytics.local.emulation.model;

/**
 * The AWS account that everything local lives in: ARNs have their real form, with an account id
 * that no customer of AWS has.
 */
public final class LocalAccount {
  /** Stands for the account of every ARN. */
  public static final String ID = "000000000000";

  private LocalAccount() {}

  /** An ARN such as {@code arn:aws:lambda:eu-central-1:000000000000:function:ingest}. */
  public static String arn(String service, String region, String resource) {
    return "arn:aws:" + service + ":" + region + ":" + ID + ":" + resource;
  }
}
