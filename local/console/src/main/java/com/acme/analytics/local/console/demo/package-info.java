/**
 * A seeded simulation of an online shop whose true counts are known, because it counts what it
 * makes while making it. The same seed and the same times give the same events, with the same ids.
 */
package com.acme.analytics.local.console.demo;
