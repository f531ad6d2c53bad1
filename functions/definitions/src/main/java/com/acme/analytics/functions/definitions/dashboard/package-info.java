/** Dashboards of customers, with their former versions, in a table of DynamoDB. */
package com.acme.analytics.functions.definitions.dashboard;
