package com.acme.analytics.local.console.demo;

import java.util.List;

/**
 * Users made on purpose to be hard to count, and what is true of them.
 *
 * @param name for example {@code gap_30_00}
 * @param users their user ids
 * @param events how many different events they have
 * @param sent how many times these are sent
 * @param sessions how many sessions these are
 */
record AwkwardCase(String name, List<String> users, int events, int sent, int sessions) {}
