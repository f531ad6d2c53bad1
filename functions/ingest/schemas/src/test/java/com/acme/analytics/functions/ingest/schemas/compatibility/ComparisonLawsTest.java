package com.acme.analytics.functions.ingest.schemas.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.analytics.functions.ingest.schemas.compile.CompiledSchema;
import com.acme.analytics.functions.ingest.schemas.compile.RefusedSchemaException;
import com.acme.analytics.functions.ingest.schemas.compile.SchemaCompiler;
import com.acme.analytics.functions.ingest.schemas.compile.SchemaDocument;
import com.acme.analytics.functions.ingest.schemas.compile.SchemaReview;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class ComparisonLawsTest {
  private static final int VALUES = 60;

  private final SchemaCompiler compiler = new SchemaCompiler();
  private final SchemaReview review = new SchemaReview(compiler);

  @Property(tries = 3_000)
  void aCompatibleChangeNeverRefusesWhatThePreviousVersionAccepted(@ForAll long seed)
      throws RefusedSchemaException {
    Random random = new Random(seed);
    RandomSchema schemas = new RandomSchema(random);
    ObjectNode previous = schemas.document();
    ObjectNode next = random.nextInt(8) == 0 ? schemas.document() : schemas.changed(previous);
    Optional<SchemaDocument> before = document(previous);
    Optional<SchemaDocument> after = document(next);
    if (before.isEmpty() || after.isEmpty()) {
      Statistics.collect("not schemas");
      return;
    }
    boolean compatible = Comparison.of(before.get(), after.get()).breaks().isEmpty();
    Statistics.label("pairs").collect(compatible ? "compatible" : "break");
    Statistics.label("pairs")
        .coverage(coverage -> coverage.check("compatible").percentage(share -> share > 15));
    if (!compatible) {
      return;
    }
    CompiledSchema old = compiler.compile(before.get());
    CompiledSchema now = compiler.compile(after.get());
    RandomJson values = new RandomJson(random);
    for (int i = 0; i < VALUES; i++) {
      JsonNode value = values.value(3);
      if (old.check(value).isEmpty()) {
        assertThat(now.check(value)).as("%s%n%s%n%s", previous, next, value).isEmpty();
      }
    }
  }

  @Property(tries = 300)
  void aSchemaNeverBreaksItself(@ForAll long seed) {
    document(new RandomSchema(new Random(seed)).document())
        .ifPresent(document -> assertThat(Comparison.of(document, document).breaks()).isEmpty());
  }

  private Optional<SchemaDocument> document(ObjectNode schema) {
    try {
      return Optional.of(review.review(schema));
    } catch (RefusedSchemaException e) {
      return Optional.empty();
    }
  }
}
