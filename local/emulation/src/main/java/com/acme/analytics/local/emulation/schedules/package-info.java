/** EventBridge's rules that invoke functions by the clock. */
package com.acme.analytics.local.emulation.schedules;
