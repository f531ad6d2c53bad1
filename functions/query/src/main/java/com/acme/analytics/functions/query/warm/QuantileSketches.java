package com.acme.analytics.functions.query.warm;

import com.acme.analytics.core.histogram.Histogram;
import com.acme.analytics.functions.query.partial.Distribution;
import java.lang.foreign.MemorySegment;
import java.util.Base64;
import org.apache.datasketches.quantiles.QuantilesDoublesSketch;
import org.apache.datasketches.quantilescommon.QuantilesDoublesSketchIteratorAPI;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads how a measure's numbers are spread, of a quantiles sketch for each place that a measure can
 * have in the rollup: images of Apache DataSketches in base64. Up to some 256 numbers a sketch has
 * all; of more it has a sample, each number of which stands for several.
 */
final class QuantileSketches {
  private QuantileSketches() {}

  /** The parser stands on the first sketch's cell, and is left on the last one's. */
  static Distribution read(JsonParser cells) {
    Histogram counts = new Histogram();
    double rankError = add(cells, counts);
    for (int place = 2; place <= WarmMeasure.PLACES; place++) {
      cells.nextToken();
      rankError = Math.max(rankError, add(cells, counts));
    }
    return new Distribution(counts, rankError);
  }

  /** Adds a sketch's numbers, and returns by how much of all of them the rank of one may be off. */
  private static double add(JsonParser cell, Histogram counts) {
    if (cell.currentToken() == JsonToken.VALUE_NULL) {
      return 0;
    }
    // The sketch is a JSON text within the cell's text.
    String quoted = cell.getString();
    byte[] image = Base64.getDecoder().decode(quoted.substring(1, quoted.length() - 1));
    QuantilesDoublesSketch sketch = QuantilesDoublesSketch.heapify(MemorySegment.ofArray(image));
    for (QuantilesDoublesSketchIteratorAPI each = sketch.iterator(); each.next(); ) {
      counts.addToBucket(Histogram.bucketOf(each.getQuantile()), each.getWeight());
    }
    return sketch.isEstimationMode() ? sketch.getNormalizedRankError(false) : 0;
  }
}
