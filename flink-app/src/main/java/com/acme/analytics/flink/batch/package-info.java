/** Operators that gather changes for a moment and hand them on together, and what they need. */
package com.acme.analytics.flink.batch;
