package com.acme.analytics.local.console.demo;

/** What visitors browse with, as their user agents say it. */
enum Device {
  CHROME_WINDOWS(
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/143.0.0.0 Safari/537.36",
      28),
  CHROME_ANDROID(
      "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/143.0.0.0 Mobile Safari/537.36",
      26),
  SAFARI_IPHONE(
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
          + " Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
      20),
  SAFARI_MAC(
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
          + " Version/18.6 Safari/605.1.15",
      8),
  EDGE_WINDOWS(
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0",
      7),
  FIREFOX_LINUX("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", 5),
  SAFARI_IPAD(
      "Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
          + " Version/18.6 Mobile/15E148 Safari/604.1",
      4),
  SAMSUNG_ANDROID(
      "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
      2);

  private final String userAgent;
  private final int weight;

  Device(String userAgent, int weight) {
    this.userAgent = userAgent;
    this.weight = weight;
  }

  /** The header its browser sends. */
  String userAgent() {
    return userAgent;
  }

  /** Its share of visitors, in relation to the other devices. */
  int weight() {
    return weight;
  }
}
