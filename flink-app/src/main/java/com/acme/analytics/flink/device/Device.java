package com.acme.analytics.flink.device;

/**
 * What an event was sent from. Empty text is an unknown value.
 *
 * @param type desktop, mobile, tablet, watch, ereader, tv, console, car, voice, headset, appliance,
 *     bot or other
 * @param os name without version; empty for a bot, whose claims say nothing
 * @param browser name without version: a browser, an app, or the bot's own name
 * @param botReason empty for a person's device; for a bot why it is taken for one: robot, imitator,
 *     cloud, test or hacker
 */
public record Device(String type, String os, String browser, String botReason) {
  /** Of an event without a user agent. It may come from a customer's server, so it is no bot. */
  public static final Device NONE = new Device("", "", "", "");

  /** Of a user agent that says nothing. */
  public static final Device OTHER = new Device("other", "", "", "");

  public boolean bot() {
    return !botReason.isEmpty();
  }
}
