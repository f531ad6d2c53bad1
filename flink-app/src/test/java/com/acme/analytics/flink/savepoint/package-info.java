/** What lets a whole job run in one process, by a clock of its own, between a test's queues. */
package com.acme.analytics.flink.savepoint;
