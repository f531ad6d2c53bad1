/** Which tier answers which part of a query's time, and why. */
package com.acme.analytics.functions.query.plan;
