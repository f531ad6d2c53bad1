/**
 * What a customer wants followed step by step. docs/formats/funnels.md describes it as JSON, and
 * what is counted.
 */
package com.acme.analytics.core.funnel;
