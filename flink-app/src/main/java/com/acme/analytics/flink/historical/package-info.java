/** What keeps historical events from getting in the way of live ones. */
package com.acme.analytics.flink.historical;
