/** The warm tier: Druid, asked in its SQL. */
package com.acme.analytics.functions.query.warm;
