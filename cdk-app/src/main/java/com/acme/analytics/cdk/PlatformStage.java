package com.acme.analytics.cdk;

import com.acme.analytics.cdk.construct.ConnectionBudget;
import com.acme.analytics.cdk.construct.KafkaClients;
import com.acme.analytics.cdk.settings.Artifacts;
import com.acme.analytics.cdk.settings.EnvironmentSettings;
import com.acme.analytics.cdk.stack.ApiStack;
import com.acme.analytics.cdk.stack.DashboardStack;
import com.acme.analytics.cdk.stack.DeadLetterStack;
import com.acme.analytics.cdk.stack.GatewayStack;
import com.acme.analytics.cdk.stack.HotClusterStack;
import com.acme.analytics.cdk.stack.HotStoreStack;
import com.acme.analytics.cdk.stack.IdentityStack;
import com.acme.analytics.cdk.stack.IngestAccess;
import com.acme.analytics.cdk.stack.KinesisStack;
import com.acme.analytics.cdk.stack.KubernetesStack;
import com.acme.analytics.cdk.stack.NetworkStack;
import com.acme.analytics.cdk.stack.QueryWorkerStack;
import com.acme.analytics.cdk.stack.StorageStack;
import com.acme.analytics.cdk.stack.StreamStack;
import com.acme.analytics.cdk.stack.StreamingStack;
import com.acme.analytics.cdk.stack.WarmClusterStack;
import com.acme.analytics.cdk.stack.WarmStoreStack;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.StageProps;
import software.amazon.awscdk.Tags;
import software.constructs.Construct;

/** The whole platform in one environment. */
public final class PlatformStage extends Stage {
  PlatformStage(Construct scope, EnvironmentSettings settings, Artifacts artifacts) {
    super(
        scope,
        "acme-" + settings.name(),
        StageProps.builder()
            .env(
                Environment.builder().account(settings.account()).region(settings.region()).build())
            .build());
    ConnectionBudget.MSK_WITH_IAM.accept(KafkaClients.of(settings));
    NetworkStack network = new NetworkStack(this, settings);
    StorageStack storage = new StorageStack(this, settings);
    StreamStack stream =
        new StreamStack(this, settings, network, artifacts.provisioningFunctions());
    KubernetesStack kubernetes =
        new KubernetesStack(this, settings, network, artifacts.kubectlLayer());
    HotClusterStack hotCluster = new HotClusterStack(this, settings, network, storage, kubernetes);
    new HotStoreStack(this, settings, network, hotCluster, artifacts.provisioningFunctions());
    WarmClusterStack warmCluster =
        new WarmClusterStack(
            this,
            settings,
            network,
            storage,
            stream.kafka(),
            kubernetes,
            hotCluster,
            artifacts.druidImage());
    new WarmStoreStack(
        this, settings, network, stream.kafka(), warmCluster, artifacts.provisioningFunctions());
    new IdentityStack(this, settings, network, storage, artifacts.provisioningFunctions());
    IngestAccess ingest = new IngestAccess(settings, storage, stream.kafka());
    QueryWorkerStack queryWorker =
        new QueryWorkerStack(
            this, settings, network, storage, hotCluster, artifacts.queryFunction());
    new ApiStack(this, settings, network, storage, ingest, queryWorker.access(), artifacts);
    new DeadLetterStack(this, settings, network, storage, stream, artifacts.managementFunctions());
    new KinesisStack(this, settings, network, stream.kafka(), artifacts.kinesisSource());
    new GatewayStack(this, settings, kubernetes, ingest, artifacts);
    new StreamingStack(
        this,
        settings,
        network,
        storage,
        stream,
        hotCluster,
        artifacts.streamingJob(),
        artifacts.provisioningFunctions());
    new DashboardStack(this, settings, artifacts.dashboard());
    Tags.of(this).add("acme:environment", settings.name());
  }
}
