/** The figures of the streaming job. */
package com.acme.analytics.benchmarks.stream;
