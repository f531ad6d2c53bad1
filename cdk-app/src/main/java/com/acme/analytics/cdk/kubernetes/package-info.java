/** Parts of Kubernetes manifests that the clusters have in common. */
package com.acme.analytics.cdk.kubernetes;
