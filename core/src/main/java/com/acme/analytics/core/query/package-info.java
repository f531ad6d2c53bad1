/**
 * What a customer may ask of its events, whoever asks it: the flat parameters of {@code GET
 * /v2/query}, a JSON document and SQL all make a {@link com.acme.analytics.core.query.Query}. It
 * never names a customer: that comes from the credential, beside the query.
 */
package com.acme.analytics.core.query;
