/**
 * Reads what customers define out of JSON, strictly: what is not expected is refused by its place.
 */
package com.acme.analytics.core.json;
