/**
 * The functions around ingestion: schemas, settings, funnels and refused events over HTTP, and the
 * archive that Kafka's dead letters go to.
 */
package com.acme.analytics.functions.ingest.management;
