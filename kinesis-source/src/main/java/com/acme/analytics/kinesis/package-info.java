/**
 * A source connector for one Kinesis stream, of one customer. What it reads goes to Kafka as it is,
 * with headers that say whose it is and what the ids of its events derive from:
 * docs/formats/kinesis.md.
 */
package com.acme.analytics.kinesis;
