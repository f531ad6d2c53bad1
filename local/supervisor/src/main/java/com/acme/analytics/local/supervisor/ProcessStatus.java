package com.acme.analytics.local.supervisor;

/**
 * One supervised process as it is now.
 *
 * @param name the engine's
 * @param pid its process id, 0 while it doesn't run
 * @param port the one its clients use first, 0 when it has none
 * @param healthy whether it answered a check just now
 * @param rssBytes its resident memory in bytes, 0 while it doesn't run
 * @param restarts how often it was restarted after it had died
 */
public record ProcessStatus(
    String name, long pid, int port, boolean healthy, long rssBytes, int restarts) {}
