/** What is computed of the groups of several queries, as docs/formats/analyses.md describes it. */
package com.acme.analytics.functions.query.analysis;
