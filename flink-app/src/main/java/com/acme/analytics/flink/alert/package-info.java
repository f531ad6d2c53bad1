/**
 * Holds windows against the rules that customers have defined, and tells of those that are not as
 * they should be. docs/formats/alerts.md says what holds.
 */
package com.acme.analytics.flink.alert;
