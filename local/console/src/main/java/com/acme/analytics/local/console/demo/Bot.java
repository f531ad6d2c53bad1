package com.acme.analytics.local.console.demo;

/** Crawlers that say what they are. */
enum Bot {
  GOOGLE("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"),
  BING("Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"),
  AHREFS("Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)");

  private final String userAgent;

  Bot(String userAgent) {
    this.userAgent = userAgent;
  }

  /** The header it sends. */
  String userAgent() {
    return userAgent;
  }
}
