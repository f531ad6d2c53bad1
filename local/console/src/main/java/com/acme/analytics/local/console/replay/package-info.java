/** Replaying a web server's access log as events. */
package com.acme.analytics.local.console.replay;
