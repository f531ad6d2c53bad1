/** What sent an event: device, operating system, browser, and whether it is a bot. */
package com.acme.analytics.flink.device;
