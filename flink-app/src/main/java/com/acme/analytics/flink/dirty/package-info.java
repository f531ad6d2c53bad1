/** What the stream may have computed from too few events, so that it is computed anew. */
package com.acme.analytics.flink.dirty;
