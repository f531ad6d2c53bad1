/** Queries that take longer than a request may: their state, their results, their queue. */
package com.acme.analytics.functions.query.job;
