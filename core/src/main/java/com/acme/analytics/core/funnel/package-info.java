/** Funnels: steps that users take one after another, and what they may be. */
package com.acme.analytics.core.funnel;
