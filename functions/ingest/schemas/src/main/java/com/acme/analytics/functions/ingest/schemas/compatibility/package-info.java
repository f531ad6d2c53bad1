/** Whether a schema accepts everything that another one accepts. */
package com.acme.analytics.functions.ingest.schemas.compatibility;
