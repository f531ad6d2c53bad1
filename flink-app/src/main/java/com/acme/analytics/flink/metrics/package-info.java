/** What operators count of themselves. */
package com.acme.analytics.flink.metrics;
