package com.acme.analytics.cdk.construct;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.rds.AuroraPostgresClusterEngineProps;
import software.amazon.awscdk.services.rds.AuroraPostgresEngineVersion;
import software.amazon.awscdk.services.rds.BackupProps;
import software.amazon.awscdk.services.rds.ClusterInstance;
import software.amazon.awscdk.services.rds.Credentials;
import software.amazon.awscdk.services.rds.DatabaseCluster;
import software.amazon.awscdk.services.rds.DatabaseClusterEngine;
import software.amazon.awscdk.services.rds.ServerlessV2ClusterInstanceProps;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/**
 * A PostgreSQL (Aurora Serverless v2) of a writer and a reader that takes over, encrypted, with
 * backups of two weeks.
 */
public final class MetadataDatabase {
  public static final int PORT = 5432;

  private static final double LEAST_UNITS = 0.5;

  private final DatabaseCluster cluster;

  /**
   * Declares it.
   *
   * @param name of the database and of its user
   * @param secret of that user
   * @param units Aurora capacity units that it may have
   * @param clients who may connect
   */
  public MetadataDatabase(
      Construct scope,
      String name,
      VpcPlacement placement,
      ISecret secret,
      int units,
      ISecurityGroup clients,
      RemovalPolicy removalPolicy) {
    SecurityGroup group =
        SecurityGroup.Builder.create(scope, "MetadataAccess")
            .vpc(placement.vpc())
            .description("Database of metadata")
            .allowAllOutbound(false)
            .build();
    group.addIngressRule(clients, Port.tcp(PORT), "PostgreSQL from pods");
    cluster =
        DatabaseCluster.Builder.create(scope, "Metadata")
            .engine(
                DatabaseClusterEngine.auroraPostgres(
                    AuroraPostgresClusterEngineProps.builder()
                        .version(AuroraPostgresEngineVersion.VER_16_6)
                        .build()))
            .vpc(placement.vpc())
            .vpcSubnets(placement.subnets())
            .securityGroups(List.of(group))
            .credentials(Credentials.fromSecret(secret, name))
            .defaultDatabaseName(name)
            .serverlessV2MinCapacity(LEAST_UNITS)
            .serverlessV2MaxCapacity(units)
            .writer(ClusterInstance.serverlessV2("Writer"))
            .readers(
                List.of(
                    ClusterInstance.serverlessV2(
                        "Reader",
                        ServerlessV2ClusterInstanceProps.builder().scaleWithWriter(true).build())))
            .storageEncrypted(true)
            .backup(BackupProps.builder().retention(Duration.days(14)).build())
            .copyTagsToSnapshot(true)
            .deletionProtection(removalPolicy == RemovalPolicy.RETAIN)
            .removalPolicy(removalPolicy)
            .build();
  }

  /** {@code host:port} of the writer. */
  public String address() {
    return cluster.getClusterEndpoint().getSocketAddress();
  }

  /** What has to be there before a client is. */
  public DatabaseCluster cluster() {
    return cluster;
  }
}
