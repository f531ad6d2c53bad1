/** What customers define: rules and funnels, as they reach the job while it runs. */
package com.acme.analytics.flink.definition;
