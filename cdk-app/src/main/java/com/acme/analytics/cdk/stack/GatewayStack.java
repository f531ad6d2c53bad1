package com.acme.analytics.cdk.stack;

import com.acme.analytics.cdk.construct.ImageWithGeoDatabase;
import com.acme.analytics.cdk.construct.Manifests;
import com.acme.analytics.cdk.construct.PodIdentity;
import com.acme.analytics.cdk.gateway.GatewayDeployment;
import com.acme.analytics.cdk.gateway.GatewayNetworkPolicy;
import com.acme.analytics.cdk.gateway.GatewayPods;
import com.acme.analytics.cdk.gateway.GatewayScaling;
import com.acme.analytics.cdk.gateway.GatewayService;
import com.acme.analytics.cdk.settings.Artifacts;
import com.acme.analytics.cdk.settings.EnvironmentSettings;
import com.acme.analytics.cdk.settings.KinesisSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecr.assets.DockerImageAsset;
import software.amazon.awscdk.services.eks.CfnPodIdentityAssociation;
import software.amazon.awscdk.services.eks_v2.Cluster;
import software.amazon.awscdk.services.eks_v2.KubernetesManifest;
import software.constructs.Construct;

/** The long-lived door for events: pods on Kubernetes behind a network load balancer. */
public final class GatewayStack extends Stack {
  /** The gateway's own name for the group in which its pods read raw records. */
  private static final String RAW_GROUP = "acme-gateway-raw";

  public GatewayStack(
      Construct scope,
      EnvironmentSettings settings,
      KubernetesStack kubernetes,
      IngestAccess ingest,
      Artifacts artifacts) {
    super(scope, "gateway");
    Cluster cluster = kubernetes.cluster();
    DockerImageAsset image =
        ImageWithGeoDatabase.of(this, "Image", artifacts.gatewayImage(), artifacts.geoDatabase());
    KubernetesManifest namespace =
        Manifests.apply(this, "Namespace", cluster, GatewayPods.namespace());
    KubernetesManifest service =
        Manifests.apply(
            this,
            "Service",
            cluster,
            List.of(new GatewayService(settings.domains().ingestCertificateArn()).manifest()));
    KubernetesManifest deployment =
        Manifests.apply(
            this,
            "Deployment",
            cluster,
            List.of(
                new GatewayDeployment(
                        settings.gateway(), image.getImageUri(), environment(settings, ingest))
                    .manifest()));
    KubernetesManifest scaling =
        Manifests.apply(
            this,
            "Scaling",
            cluster,
            Stream.concat(
                    new GatewayScaling(settings.gateway()).manifests().stream(),
                    Stream.of(GatewayNetworkPolicy.manifest()))
                .toList());
    service.getNode().addDependency(namespace);
    // A pod's readiness gate is injected for the services there are when it is made, and its
    // credentials for the associations.
    deployment.getNode().addDependency(service, podIdentity(cluster, ingest));
    scaling.getNode().addDependency(namespace);
    CfnOutput.Builder.create(this, "DomainTarget")
        .description("What " + settings.domains().ingest() + " must be an alias of")
        .value(
            Manifests.loadBalancer(this, cluster, service, GatewayPods.NAMESPACE, GatewayPods.NAME))
        .build();
  }

  private static Map<String, String> environment(
      EnvironmentSettings settings, IngestAccess ingest) {
    Map<String, String> environment = new TreeMap<>(ingest.environment());
    environment.put("ACME_ENVIRONMENT", settings.name());
    KinesisSettings kinesis = settings.ingest().kinesis();
    environment.put("ACME_EVENTS_RAW_TOPIC", kinesis.raw().name());
    environment.put("ACME_EVENTS_RAW_RATE", Integer.toString(kinesis.eventsPerSecond()));
    environment.put("ACME_GATEWAY_ADDRESS", "0.0.0.0:" + GatewayPods.PORT);
    environment.put("ACME_GATEWAY_DRAIN", settings.gateway().drain().toString());
    return environment;
  }

  private CfnPodIdentityAssociation podIdentity(Cluster cluster, IngestAccess ingest) {
    PodIdentity identity =
        new PodIdentity(this, "Role", cluster, GatewayPods.NAMESPACE, GatewayPods.NAME);
    ingest.permissions().forEach(identity.role()::addToPolicy);
    ingest
        .kafka()
        .consuming(ingest.settings().ingest().kinesis().raw().name(), RAW_GROUP)
        .forEach(identity.role()::addToPolicy);
    return identity.association();
  }
}
