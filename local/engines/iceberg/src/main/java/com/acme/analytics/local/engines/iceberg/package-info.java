/** An Iceberg REST catalog for one machine: Iceberg's own handlers behind the JDK's HTTP server. */
package com.acme.analytics.local.engines.iceberg;
