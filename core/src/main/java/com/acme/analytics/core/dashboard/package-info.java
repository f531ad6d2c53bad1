/**
 * What a customer wants to look at again. docs/formats/dashboards.md describes it as JSON.
 *
 * <p>It holds questions, never answers: who opens a dashboard asks them anew, with a key of their
 * own.
 */
package com.acme.analytics.core.dashboard;
