/**
 * What a customer wants to be told of: the rules over its windows, and the alerts that come of
 * them. docs/formats/alerts.md describes both as JSON.
 */
package com.acme.analytics.core.alert;
