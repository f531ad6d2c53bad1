/** Exports: a customer's events in files. docs/formats/exports.md says what is in them. */
package com.acme.analytics.functions.query.export;
