package com.acme.analytics.cdk.stack;

import com.acme.analytics.cdk.clickhouse.ClickHouseBackup;
import com.acme.analytics.cdk.clickhouse.ClickHouseConfiguration;
import com.acme.analytics.cdk.clickhouse.ClickHouseKeeper;
import com.acme.analytics.cdk.clickhouse.ClickHouseNetworkPolicies;
import com.acme.analytics.cdk.clickhouse.ClickHouseNodes;
import com.acme.analytics.cdk.clickhouse.ClickHousePods;
import com.acme.analytics.cdk.clickhouse.ClickHouseSecrets;
import com.acme.analytics.cdk.clickhouse.ClickHouseService;
import com.acme.analytics.cdk.clickhouse.ClickHouseShard;
import com.acme.analytics.cdk.construct.InternalName;
import com.acme.analytics.cdk.construct.Manifests;
import com.acme.analytics.cdk.construct.PodIdentity;
import com.acme.analytics.cdk.settings.EnvironmentSettings;
import com.acme.analytics.cdk.settings.HotClusterSettings;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.eks_v2.Cluster;
import software.amazon.awscdk.services.eks_v2.KubernetesManifest;
import software.amazon.awscdk.services.eks_v2.KubernetesObjectValue;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.amazon.awscdk.services.route53.PrivateHostedZone;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * ClickHouse's servers on Kubernetes: shards of three replicas and more, Keepers, backups, a name
 * that the VPC resolves, and the users, each with a secret.
 */
public final class HotClusterStack extends Stack {
  private final Secret admin;
  private final Secret ingest;
  private final Secret query;
  private final PrivateHostedZone zone;

  public HotClusterStack(
      Construct scope,
      EnvironmentSettings settings,
      NetworkStack network,
      StorageStack storage,
      KubernetesStack kubernetes) {
    super(scope, "hot-cluster");
    admin = user(settings, "clickhouse", "acme_admin", "ClickHouse user that changes tables");
    ingest = user(settings, "clickhouse", "acme_ingest", "ClickHouse user that inserts events");
    query = user(settings, "clickhouse", "acme_query", "ClickHouse user that reads events");
    Secret backup =
        user(settings, "clickhouse-cluster", "acme_backup", "ClickHouse user that makes backups");
    Secret servers =
        user(settings, "clickhouse-cluster", "acme", "What ClickHouse's servers share");
    ClickHouseSecrets secrets =
        new ClickHouseSecrets(
            settings.region(),
            admin.getSecretArn(),
            ingest.getSecretArn(),
            query.getSecretArn(),
            backup.getSecretArn(),
            servers.getSecretArn());
    HotClusterSettings size = settings.hotStore().cluster();
    Cluster cluster = kubernetes.cluster();
    List<String> clients = network.applicationBlocks();

    KubernetesManifest namespace =
        Manifests.apply(this, "Namespace", cluster, ClickHousePods.namespace());
    KubernetesManifest nodes =
        Manifests.apply(
            this, "Nodes", cluster, new ClickHouseNodes(size, settings.keepsData()).manifests());
    KubernetesManifest policies =
        Manifests.apply(
            this, "NetworkPolicies", cluster, new ClickHouseNetworkPolicies(clients).manifests());
    policies.getNode().addDependency(namespace);
    KubernetesManifest service =
        Manifests.apply(
            this, "Service", cluster, List.of(new ClickHouseService(clients).manifest()));
    service.getNode().addDependency(namespace);
    KubernetesManifest keeper =
        Manifests.apply(this, "Keeper", cluster, new ClickHouseKeeper(size).manifests());
    keeper.getNode().addDependency(nodes, policies);
    ClickHouseConfiguration configuration =
        new ClickHouseConfiguration(size, settings.hotStore().database());
    KubernetesManifest config =
        Manifests.apply(this, "Configuration", cluster, List.of(configuration.manifest()));
    config.getNode().addDependency(namespace);
    IDependable identity =
        serverIdentity(
            cluster, storage.hotBackups(), List.of(admin, ingest, query, backup, servers));
    for (int shard = 0; shard < size.shards(); shard++) {
      KubernetesManifest manifest =
          Manifests.apply(
              this,
              "Shard" + shard,
              cluster,
              new ClickHouseShard(
                      size,
                      configuration,
                      secrets,
                      shard,
                      "https://" + storage.hotBackups().getBucketRegionalDomainName() + "/")
                  .manifests());
      // A pod's readiness gate is injected for the services there are when it is made, and its
      // credentials for the associations.
      manifest.getNode().addDependency(service, keeper, config, identity);
      oneReady(cluster, shard, manifest);
    }
    KubernetesManifest backups =
        Manifests.apply(
            this,
            "Backups",
            cluster,
            List.of(
                new ClickHouseBackup(size, secrets, settings.hotStore().database()).manifest()));
    backups.getNode().addDependency(policies, backupIdentity(cluster, backup));
    zone = zone(this, settings, network);
    InternalName.of(
        this,
        zone,
        settings.hotStore().host(),
        Manifests.loadBalancer(
            this, cluster, service, ClickHousePods.NAMESPACE, ClickHousePods.SERVERS));
  }

  public ISecret adminSecret() {
    return admin;
  }

  /** JSON of {@code username} and {@code password}, as of every user. */
  public ISecret ingestSecret() {
    return ingest;
  }

  public ISecret querySecret() {
    return query;
  }

  /** Of the names that only the VPC resolves. */
  public IHostedZone zone() {
    return zone;
  }

  private Secret user(EnvironmentSettings settings, String folder, String user, String does) {
    return Secret.Builder.create(this, user)
        .secretName("acme/" + settings.name() + "/" + folder + "/" + user)
        .description(does)
        .generateSecretString(
            SecretStringGenerator.builder()
                .secretStringTemplate("{\"username\":\"" + user + "\"}")
                .generateStringKey("password")
                .passwordLength(32)
                .excludePunctuation(true)
                .build())
        .removalPolicy(settings.removalPolicy())
        .build();
  }

  /** The servers write and read backups, and read the secrets when they start: no more. */
  private IDependable serverIdentity(Cluster cluster, Bucket backups, List<Secret> secrets) {
    PodIdentity identity =
        new PodIdentity(
            this, "ServerRole", cluster, ClickHousePods.NAMESPACE, ClickHousePods.SERVERS);
    secrets.forEach(secret -> identity.role().addToPolicy(HotStoreStack.reading(secret)));
    identity
        .role()
        .addToPolicy(
            PolicyStatement.Builder.create()
                .actions(List.of("s3:ListBucket"))
                .resources(List.of(backups.getBucketArn()))
                .build());
    identity
        .role()
        .addToPolicy(
            PolicyStatement.Builder.create()
                .actions(
                    List.of(
                        "s3:GetObject",
                        "s3:PutObject",
                        "s3:DeleteObject",
                        "s3:AbortMultipartUpload"))
                .resources(List.of(backups.arnForObjects("*")))
                .build());
    return identity.association();
  }

  private IDependable backupIdentity(Cluster cluster, Secret backup) {
    PodIdentity identity =
        new PodIdentity(
            this, "BackupRole", cluster, ClickHousePods.NAMESPACE, ClickHousePods.BACKUPS);
    identity.role().addToPolicy(HotStoreStack.reading(backup));
    return identity.association();
  }

  /** Ends once a replica serves, so that who comes after this stack finds the tables' servers. */
  private void oneReady(Cluster cluster, int shard, KubernetesManifest manifest) {
    KubernetesObjectValue ready =
        KubernetesObjectValue.Builder.create(this, "Shard" + shard + "Ready")
            .cluster(cluster)
            .objectType("statefulset")
            .objectName(ClickHouseShard.name(shard))
            .objectNamespace(ClickHousePods.NAMESPACE)
            .jsonPath(".status.readyReplicas")
            .timeout(Duration.minutes(13))
            .build();
    ready.getNode().addDependency(manifest);
  }

  private static PrivateHostedZone zone(
      Construct scope, EnvironmentSettings settings, NetworkStack network) {
    String host = settings.hotStore().host();
    return PrivateHostedZone.Builder.create(scope, "Zone")
        .zoneName(host.substring(host.indexOf('.') + 1))
        .vpc(network.applications().vpc())
        .build();
  }
}
