/** An accepted event, opened for the operators that look into it. */
package com.acme.analytics.flink.event;
