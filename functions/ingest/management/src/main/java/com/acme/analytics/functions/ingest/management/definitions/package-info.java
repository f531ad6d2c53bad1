/** How the stream is told of what customers define. */
package com.acme.analytics.functions.ingest.management.definitions;
