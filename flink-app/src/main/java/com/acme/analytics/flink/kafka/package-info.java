/** Topics that the job writes. */
package com.acme.analytics.flink.kafka;
