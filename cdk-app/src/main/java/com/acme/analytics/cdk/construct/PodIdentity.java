package com.acme.analytics.cdk.construct;

import java.util.Map;
import software.amazon.awscdk.services.eks.CfnPodIdentityAssociation;
import software.amazon.awscdk.services.eks_v2.Cluster;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.iam.ServicePrincipalOpts;
import software.constructs.Construct;

/** The role of a Kubernetes service account, which nothing else may take. */
public final class PodIdentity {
  private final Role role;
  private final CfnPodIdentityAssociation association;

  /** The ids are {@code id}, which has "Role" in it, and the same with "PodIdentity" there. */
  public PodIdentity(
      Construct scope, String id, Cluster cluster, String namespace, String serviceAccount) {
    role =
        Role.Builder.create(scope, id)
            .assumedBy(
                new ServicePrincipal(
                        "pods.eks.amazonaws.com",
                        ServicePrincipalOpts.builder()
                            .conditions(
                                Map.of(
                                    "StringEquals",
                                    Map.of(
                                        "aws:RequestTag/eks-cluster-arn",
                                        cluster.getClusterArn(),
                                        "aws:RequestTag/kubernetes-namespace",
                                        namespace,
                                        "aws:RequestTag/kubernetes-service-account",
                                        serviceAccount)))
                            .build())
                    .withSessionTags())
            .build();
    association =
        CfnPodIdentityAssociation.Builder.create(scope, id.replace("Role", "PodIdentity"))
            .clusterName(cluster.getClusterName())
            .namespace(namespace)
            .serviceAccount(serviceAccount)
            .roleArn(role.getRoleArn())
            .build();
  }

  public Role role() {
    return role;
  }

  /** What has to be there before a pod is made. */
  public CfnPodIdentityAssociation association() {
    return association;
  }
}
