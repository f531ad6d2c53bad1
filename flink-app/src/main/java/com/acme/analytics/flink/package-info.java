/** The one streaming job: accepted events are de-duplicated and written to the tiers. */
package com.acme.analytics.flink;
