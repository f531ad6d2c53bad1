/**
 * The public HTTP API as the commands use it: where it is, and events posted in batches, several in
 * flight, retried until they are answered.
 */
package com.acme.analytics.local.console.client;
