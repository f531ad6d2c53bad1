/** The streaming job's parallelism, as a resource that Application Auto Scaling scales. */
package com.acme.analytics.functions.provisioning.scaling;
