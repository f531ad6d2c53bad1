/** Enriches events: the client, its place, the campaign and referrer, and last their privacy. */
package com.acme.analytics.functions.ingest.enrichment;
