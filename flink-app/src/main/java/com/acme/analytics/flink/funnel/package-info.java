/** Funnels: how far users get, step by step, as their customers have defined. */
package com.acme.analytics.flink.funnel;
