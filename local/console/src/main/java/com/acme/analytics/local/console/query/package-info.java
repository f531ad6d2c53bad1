/** Asking the query API from the command line. */
package com.acme.analytics.local.console.query;
