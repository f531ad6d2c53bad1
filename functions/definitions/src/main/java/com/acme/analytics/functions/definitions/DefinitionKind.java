package com.acme.analytics.functions.definitions;

/** What customers can define. */
public enum DefinitionKind {
  FUNNEL("funnel", 50);

  private final String code;
  private final int most;

  DefinitionKind(String code, int most) {
    this.code = code;
    this.most = most;
  }

  /** Its name in keys and in refusals. */
  public String code() {
    return code;
  }

  /** How many of them a customer may have. */
  public int most() {
    return most;
  }
}
