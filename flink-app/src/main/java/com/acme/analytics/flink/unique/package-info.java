/** Each event once, on Kafka: what the warm tier reads. */
package com.acme.analytics.flink.unique;
