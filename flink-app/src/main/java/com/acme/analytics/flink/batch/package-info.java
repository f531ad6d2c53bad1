/** Operators that gather changes for a moment and hand them on together. */
package com.acme.analytics.flink.batch;
