/**
 * Customers' schemas: how they are stored, changed and looked up, and what they say about an event.
 */
package com.acme.analytics.functions.ingest.schemas;
