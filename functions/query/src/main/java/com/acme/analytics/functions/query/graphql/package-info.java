/**
 * The GraphQL face of what the function answers: the same figures and definitions as the REST
 * routes, several in one request. It reads alone; the customer is that of the API key.
 */
package com.acme.analytics.functions.query.graphql;
