/** Which schemas are taken, and how one is made ready to judge events. */
package com.acme.analytics.functions.ingest.schemas.compile;
