/** Dashboards of customers over HTTP: saved, changed and deleted. */
package com.acme.analytics.functions.ingest.management.dashboards;
