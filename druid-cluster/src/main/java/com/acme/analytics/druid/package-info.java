/** What the warm tier takes in, how it rolls it up, and how long it keeps it. */
package com.acme.analytics.druid;
