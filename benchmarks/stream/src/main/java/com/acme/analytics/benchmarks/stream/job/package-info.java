/** The process in which Flink runs what is measured, on a class path of its own. */
package com.acme.analytics.benchmarks.stream.job;
