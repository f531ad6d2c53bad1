package com.acme.analytics.functions.ingest.gateway.admission;

import com.linecorp.armeria.common.FilteredHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpRequest;

/**
 * A request whose bytes count from when they come in. Peeking at its data would not do: that is put
 * off until the whole body is there.
 */
public final class CountedRequest extends FilteredHttpRequest {
  private final Admission.Stay stay;

  public CountedRequest(HttpRequest request, Admission.Stay stay) {
    super(request);
    this.stay = stay;
  }

  @Override
  protected HttpObject filter(HttpObject part) {
    if (part instanceof HttpData data) {
      stay.hold(data.length());
    }
    return part;
  }
}
