/** What commands share at the terminal: output, progress, failures and the process around them. */
package com.acme.analytics.local.console.terminal;
