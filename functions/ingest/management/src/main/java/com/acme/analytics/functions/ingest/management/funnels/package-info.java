/** Funnels of customers over HTTP: defined, listed and deleted. */
package com.acme.analytics.functions.ingest.management.funnels;
