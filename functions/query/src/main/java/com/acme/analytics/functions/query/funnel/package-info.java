/** What is asked of a funnel, and what is answered. */
package com.acme.analytics.functions.query.funnel;
