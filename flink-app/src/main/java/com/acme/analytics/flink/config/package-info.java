/** The job's configuration, from the property groups that Managed Flink hands to it. */
package com.acme.analytics.flink.config;
