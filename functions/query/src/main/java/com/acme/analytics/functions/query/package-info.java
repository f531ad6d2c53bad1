/**
 * Reads over HTTP: {@code GET} and {@code POST /v2/query} on the hot tier, ClickHouse, and {@code
 * GET /v2/events/{event_id}/trace}. The customer comes from the API key and is the first predicate
 * of every statement.
 */
package com.acme.analytics.functions.query;
