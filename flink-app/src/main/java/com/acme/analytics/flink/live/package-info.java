/** What changes in a customer's minutes, each second, for dashboards that are open. */
package com.acme.analytics.flink.live;
