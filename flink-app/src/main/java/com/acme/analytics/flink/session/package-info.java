/** Sessions: what a user did without a pause of half an hour. */
package com.acme.analytics.flink.session;
