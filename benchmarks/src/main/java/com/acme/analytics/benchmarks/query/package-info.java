/** What answers of the query function take, and what events take in each tier. */
package com.acme.analytics.benchmarks.query;
