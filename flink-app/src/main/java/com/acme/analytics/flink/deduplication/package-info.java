/** Each event once. */
package com.acme.analytics.flink.deduplication;
