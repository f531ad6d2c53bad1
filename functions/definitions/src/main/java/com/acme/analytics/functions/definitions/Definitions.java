package com.acme.analytics.functions.definitions;

import com.acme.analytics.core.problem.ErrorCode;
import com.acme.analytics.core.problem.Problem;
import com.acme.analytics.core.problem.ProblemException;
import com.acme.analytics.core.tenant.CustomerId;
import com.acme.analytics.functions.definitions.DefinitionTable.Content;
import com.acme.analytics.functions.definitions.DefinitionTopic.Change;
import com.acme.analytics.functions.definitions.StoredDefinition.State;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Customers' definitions of one kind. The table is the truth: a change is written there first, as
 * one that the topic may not have, then published, then noted as published; a deleted definition
 * leaves the table last. What a crash or a silent Kafka leaves half done is in the table, and the
 * customer's next request publishes it again.
 *
 * <p>Each method throws a {@link ProblemException} of {@link ErrorCode#STORE_UNAVAILABLE} when the
 * table can't be reached; the same request can be sent again then.
 */
public final class Definitions {
  private static final Logger LOG = LoggerFactory.getLogger(Definitions.class);

  /** Two administrators at once are rare, more of them are a loop. */
  private static final int ATTEMPTS = 5;

  private final DefinitionTable table;
  private final DefinitionTopic topic;
  private final UnaryOperator<String> renewal;

  /**
   * The definitions of a table.
   *
   * @param renewal what becomes of a definition's JSON when it is published later than it was meant
   *     to be: it can't count from a time that has passed
   */
  public Definitions(DefinitionTable table, DefinitionTopic topic, UnaryOperator<String> renewal) {
    this.table = Objects.requireNonNull(table, "table");
    this.topic = Objects.requireNonNull(topic, "topic");
    this.renewal = Objects.requireNonNull(renewal, "renewal");
  }

  /**
   * A definition that both the table and the topic have.
   *
   * @param added false when it was there before
   */
  public record Addition(StoredDefinition definition, boolean added) {}

  /** A customer's definitions in the order of ids; one is pending while the topic is silent. */
  public List<StoredDefinition> list(CustomerId customer) {
    Content content = table.read(customer);
    if (publishLeftOvers(customer, content)) {
      content = table.read(customer);
    }
    return content.definitions().stream().filter(each -> !each.isDeleted()).toList();
  }

  /**
   * Adds a definition, unless the customer has the same already: so the request can be sent again.
   *
   * @param same whether the JSON of another one says the same
   * @throws ProblemException also of {@link ErrorCode#TOO_MANY_DEFINITIONS}, and of {@link
   *     ErrorCode#STORE_UNAVAILABLE} when the topic does not confirm it
   */
  public Addition add(CustomerId customer, UUID id, String json, Predicate<String> same) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Content content = table.read(customer);
      List<StoredDefinition> kept =
          content.definitions().stream().filter(each -> !each.isDeleted()).toList();
      Optional<StoredDefinition> known =
          kept.stream().filter(each -> same.test(each.json())).findFirst();
      if (known.isPresent()) {
        publishLeftOvers(customer, content);
        return new Addition(confirmed(customer, known.get()), /* added= */ false);
      }
      requireRoom(kept.size());
      StoredDefinition added = StoredDefinition.pending(id, json);
      if (table.add(customer, added, content.revision())) {
        publish(customer, with(renewed(customer, content), added));
        return new Addition(confirmed(customer, added), /* added= */ true);
      }
    }
    throw unavailable("%d times changed by others meanwhile; retry".formatted(ATTEMPTS));
  }

  /**
   * Deletes a definition.
   *
   * @return whether there was one
   * @throws ProblemException of {@link ErrorCode#STORE_UNAVAILABLE} also when the topic does not
   *     confirm it; nobody is shown the definition any more even so
   */
  public boolean delete(CustomerId customer, UUID id) {
    if (!table.markDeleted(customer, id)) {
      return false;
    }
    publishLeftOvers(customer, table.read(customer));
    boolean left =
        table.read(customer).definitions().stream().anyMatch(each -> each.id().equals(id));
    if (left) {
      throw unavailable("the stream did not confirm that it is deleted; retry");
    }
    return true;
  }

  private void requireRoom(int kept) {
    DefinitionKind kind = table.kind();
    if (kept >= kind.most()) {
      throw new ProblemException(
          new Problem(
              ErrorCode.TOO_MANY_DEFINITIONS,
              "%ss: %d (expected: at most %d)".formatted(kind.code(), kept + 1, kind.most())));
    }
  }

  private StoredDefinition confirmed(CustomerId customer, StoredDefinition definition) {
    return table
        .find(customer, definition.id())
        .filter(StoredDefinition::isPublished)
        .orElseThrow(() -> unavailable("the stream did not confirm the definition; retry"));
  }

  /** Publishes what an earlier request could not; tells whether there was anything. */
  private boolean publishLeftOvers(CustomerId customer, Content content) {
    List<StoredDefinition> leftOvers = renewed(customer, content);
    publish(customer, leftOvers);
    return !leftOvers.isEmpty();
  }

  /** What the topic may not have, as it is to be published now. */
  private List<StoredDefinition> renewed(CustomerId customer, Content content) {
    List<StoredDefinition> renewed = new ArrayList<>();
    for (StoredDefinition each : content.definitions()) {
      if (each.isDeleted()) {
        renewed.add(each);
      } else if (!each.isPublished()) {
        String json = renewal.apply(each.json());
        if (json.equals(each.json()) || table.replace(customer, each, json)) {
          renewed.add(StoredDefinition.pending(each.id(), json));
        }
      }
    }
    return renewed;
  }

  /** Publishes these and notes in the table which of them the topic has. */
  private void publish(CustomerId customer, List<StoredDefinition> definitions) {
    if (definitions.isEmpty()) {
      return;
    }
    BitSet stored =
        topic.publish(definitions.stream().map(each -> change(customer, each)).toList());
    List<Change> overtaken = new ArrayList<>();
    for (int i = stored.nextSetBit(0); i >= 0; i = stored.nextSetBit(i + 1)) {
      StoredDefinition published = definitions.get(i);
      if (published.isDeleted()) {
        table.remove(customer, published.id());
      } else if (!table.markPublished(customer, published)
          && table.find(customer, published.id()).isEmpty()) {
        overtaken.add(change(customer, published.in(State.DELETED)));
      }
    }
    LOG.info(
        "customer {}: {} of {} {}s published",
        customer,
        stored.cardinality(),
        definitions.size(),
        table.kind().code());
    if (!overtaken.isEmpty()) {
      // Deleted while it was published: what came last into the topic must be that.
      topic.publish(overtaken);
    }
  }

  private Change change(CustomerId customer, StoredDefinition definition) {
    String key = customer + "/" + table.kind().code() + "/" + definition.id();
    return new Change(
        key, definition.isDeleted() ? Optional.empty() : Optional.of(definition.json()));
  }

  private static List<StoredDefinition> with(
      List<StoredDefinition> definitions, StoredDefinition added) {
    List<StoredDefinition> all = new ArrayList<>(definitions);
    all.add(added);
    return all;
  }

  private static ProblemException unavailable(String detail) {
    return new ProblemException(new Problem(ErrorCode.STORE_UNAVAILABLE, detail));
  }
}
