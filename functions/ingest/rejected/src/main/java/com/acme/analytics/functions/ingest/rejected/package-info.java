/**
 * The archive of refused events in S3: where a dead letter lies, how it is written down, and how it
 * is found again. Who writes the archive and who answers from it are elsewhere.
 */
package com.acme.analytics.functions.ingest.rejected;
