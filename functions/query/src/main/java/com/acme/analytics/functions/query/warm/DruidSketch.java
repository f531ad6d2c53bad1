package com.acme.analytics.functions.query.warm;

import com.acme.analytics.functions.query.partial.ThetaSketch;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Base64;
import org.apache.datasketches.theta.CompactThetaSketch;
import org.apache.datasketches.theta.HashIterator;

/** Reads a theta sketch as Druid gives it: an image of Apache DataSketches in base64. */
final class DruidSketch {
  private DruidSketch() {}

  static ThetaSketch parse(String base64) {
    byte[] image = Base64.getDecoder().decode(base64);
    CompactThetaSketch sketch = CompactThetaSketch.heapify(MemorySegment.ofArray(image));
    long[] hashes = new long[sketch.getRetainedEntries()];
    HashIterator each = sketch.iterator();
    for (int i = 0; each.next(); i++) {
      hashes[i] = each.get();
    }
    Arrays.sort(hashes);
    return new ThetaSketch(sketch.getThetaLong(), hashes);
  }
}
