/** The hot tier: the events of the last days in ClickHouse. */
package com.acme.analytics.flink.hot;
