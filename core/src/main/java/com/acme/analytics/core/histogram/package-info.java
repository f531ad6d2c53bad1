/** Distributions of numbers that add up: those of the stream's windows and of queries. */
package com.acme.analytics.core.histogram;
