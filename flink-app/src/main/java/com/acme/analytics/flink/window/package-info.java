/** Tumbling windows: how much happened in each minute, five minutes and hour. */
package com.acme.analytics.flink.window;
