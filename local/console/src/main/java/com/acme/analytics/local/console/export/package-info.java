/** {@code acme export}: events in a file. */
package com.acme.analytics.local.console.export;
