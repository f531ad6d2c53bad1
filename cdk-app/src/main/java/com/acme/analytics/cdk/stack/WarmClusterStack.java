package com.acme.analytics.cdk.stack;

import com.acme.analytics.cdk.construct.InternalName;
import com.acme.analytics.cdk.construct.KafkaCluster;
import com.acme.analytics.cdk.construct.Manifests;
import com.acme.analytics.cdk.construct.MetadataDatabase;
import com.acme.analytics.cdk.construct.PodIdentity;
import com.acme.analytics.cdk.druid.DruidAccess;
import com.acme.analytics.cdk.druid.DruidConfiguration;
import com.acme.analytics.cdk.druid.DruidNetworkPolicies;
import com.acme.analytics.cdk.druid.DruidPods;
import com.acme.analytics.cdk.druid.DruidRole;
import com.acme.analytics.cdk.druid.DruidWorkloads;
import com.acme.analytics.cdk.kubernetes.SecretReader;
import com.acme.analytics.cdk.settings.EnvironmentSettings;
import com.acme.analytics.cdk.settings.WarmClusterSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ecr.assets.DockerImageAsset;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.eks_v2.Cluster;
import software.amazon.awscdk.services.eks_v2.KubernetesManifest;
import software.amazon.awscdk.services.eks_v2.KubernetesObjectValue;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * Druid's processes on Kubernetes, the database of its metadata, and a name that the VPC resolves.
 */
public final class WarmClusterStack extends Stack {
  /** What Druid's consumers call their groups begins so; the rest is random. */
  private static final String CONSUMER_GROUPS = "kafka-supervisor-*";

  public WarmClusterStack(
      Construct scope,
      EnvironmentSettings settings,
      NetworkStack network,
      StorageStack storage,
      KafkaCluster kafka,
      KubernetesStack kubernetes,
      HotClusterStack hotCluster,
      Path imageFolder) {
    super(scope, "warm-cluster");
    WarmClusterSettings size = settings.warmStore().cluster();
    Cluster cluster = kubernetes.cluster();
    Secret secret = metadataSecret(settings);
    MetadataDatabase metadata =
        new MetadataDatabase(
            this,
            DruidConfiguration.METADATA,
            network.brokers(),
            secret,
            size.metadataUnits(),
            SecurityGroup.fromSecurityGroupId(this, "Pods", cluster.getClusterSecurityGroupId()),
            settings.removalPolicy());
    DruidConfiguration configuration =
        new DruidConfiguration(size, storage.warmSegments().getBucketName(), metadata.address());
    DruidWorkloads workloads =
        new DruidWorkloads(
            size,
            new DruidPods(
                image(imageFolder).getImageUri(),
                configuration,
                new SecretReader(settings.region()),
                secret.getSecretArn()));
    List<String> clients = network.applicationBlocks();

    KubernetesManifest access = Manifests.apply(this, "Access", cluster, DruidAccess.manifests());
    KubernetesManifest nodes = Manifests.apply(this, "Nodes", cluster, List.of(workloads.nodes()));
    KubernetesManifest policies =
        Manifests.apply(
            this,
            "NetworkPolicies",
            cluster,
            new DruidNetworkPolicies(clients, NetworkStack.KAFKA_IAM_PORT, MetadataDatabase.PORT)
                .manifests());
    policies.getNode().addDependency(access);
    KubernetesManifest balancer =
        Manifests.apply(this, "Service", cluster, List.of(DruidWorkloads.balancer(clients)));
    balancer.getNode().addDependency(access);
    KubernetesManifest config =
        Manifests.apply(this, "Configuration", cluster, List.of(configuration.manifest()));
    config.getNode().addDependency(access);
    List<IDependable> before =
        Stream.<IDependable>concat(
                Stream.of(nodes, policies, balancer, config, metadata.cluster()),
                identities(settings, cluster, storage.warmSegments(), kafka, secret))
            .toList();
    for (DruidRole role : DruidRole.values()) {
      KubernetesManifest manifest =
          Manifests.apply(this, role.process(), cluster, workloads.of(role));
      // A pod's readiness gate is injected for the services there are when it is made, and its
      // credentials for the associations.
      before.forEach(manifest.getNode()::addDependency);
      if (role == DruidRole.ROUTER || role == DruidRole.COORDINATOR) {
        oneReady(cluster, role, manifest);
      }
    }
    InternalName.of(
        this,
        hotCluster.zone(),
        settings.warmStore().host(),
        Manifests.loadBalancer(
            this, cluster, balancer, DruidPods.NAMESPACE, DruidRole.ROUTER.app()));
  }

  /** Druid, with what it needs for AWS besides. */
  private DockerImageAsset image(Path folder) {
    return DockerImageAsset.Builder.create(this, "Image")
        .directory(folder.toString())
        .platform(Platform.LINUX_AMD64)
        .build();
  }

  private Secret metadataSecret(EnvironmentSettings settings) {
    return Secret.Builder.create(this, "MetadataUser")
        .secretName("acme/" + settings.name() + "/druid/metadata")
        .description("User of the database of Druid's metadata")
        .generateSecretString(
            SecretStringGenerator.builder()
                .secretStringTemplate("{\"username\":\"" + DruidConfiguration.METADATA + "\"}")
                .generateStringKey("password")
                .passwordLength(32)
                .excludePunctuation(true)
                .build())
        .removalPolicy(settings.removalPolicy())
        .build();
  }

  /** Brokers and routers need nothing of AWS. */
  private Stream<IDependable> identities(
      EnvironmentSettings settings,
      Cluster cluster,
      Bucket segments,
      KafkaCluster kafka,
      ISecret secret) {
    List<PolicyStatement> reading =
        kafka.consuming(settings.stream().eventsUnique().name(), CONSUMER_GROUPS);
    String logs = segments.arnForObjects(DruidConfiguration.LOGS + "/*");
    return Stream.of(
        identity(
            cluster,
            DruidRole.COORDINATOR,
            Stream.concat(
                reading.stream(),
                Stream.of(
                    HotStoreStack.reading(secret),
                    allow(segments.getBucketArn(), "s3:ListBucket"),
                    allow(logs, "s3:GetObject")))),
        identity(
            cluster,
            DruidRole.HISTORICAL,
            Stream.of(
                allow(segments.getBucketArn(), "s3:ListBucket"),
                allow(segments.arnForObjects(DruidConfiguration.SEGMENTS + "/*"), "s3:GetObject"))),
        identity(
            cluster,
            DruidRole.INDEXER,
            Stream.concat(
                reading.stream(),
                Stream.of(
                    allow(segments.getBucketArn(), "s3:ListBucket"),
                    allow(
                        segments.arnForObjects(DruidConfiguration.SEGMENTS + "/*"),
                        "s3:GetObject",
                        "s3:PutObject",
                        "s3:DeleteObject",
                        "s3:AbortMultipartUpload"),
                    allow(logs, "s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload")))));
  }

  private IDependable identity(
      Cluster cluster, DruidRole role, Stream<PolicyStatement> statements) {
    PodIdentity identity =
        new PodIdentity(this, role.process() + "Role", cluster, DruidPods.NAMESPACE, role.app());
    statements.forEach(identity.role()::addToPolicy);
    return identity.association();
  }

  /** Ends once one serves, so that who comes after this stack finds it. */
  private void oneReady(Cluster cluster, DruidRole role, KubernetesManifest manifest) {
    KubernetesObjectValue ready =
        KubernetesObjectValue.Builder.create(this, role.process() + "Ready")
            .cluster(cluster)
            .objectType("deployment")
            .objectName(role.app())
            .objectNamespace(DruidPods.NAMESPACE)
            .jsonPath(".status.readyReplicas")
            .timeout(Duration.minutes(13))
            .build();
    ready.getNode().addDependency(manifest);
  }

  private static PolicyStatement allow(String resource, String... actions) {
    return PolicyStatement.Builder.create()
        .actions(List.of(actions))
        .resources(List.of(resource))
        .build();
  }
}
