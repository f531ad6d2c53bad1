package com.acme.analytics.functions.definitions;

import java.util.Objects;
import java.util.UUID;

/**
 * A definition as the table has it.
 *
 * @param json the definition itself, as the topic carries it
 */
public record StoredDefinition(UUID id, String json, State state) {
  /** What the topic is known to have of a definition. */
  public enum State {
    /** Perhaps nothing yet. */
    PENDING,
    /** This JSON. */
    PUBLISHED,
    /** Perhaps not yet that it is deleted; nobody is shown it any more. */
    DELETED
  }

  public StoredDefinition {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(json, "json");
    Objects.requireNonNull(state, "state");
  }

  /** A definition that is about to be published. */
  static StoredDefinition pending(UUID id, String json) {
    return new StoredDefinition(id, json, State.PENDING);
  }

  /** Whether the topic is known to have it as it is. */
  public boolean isPublished() {
    return state == State.PUBLISHED;
  }

  boolean isDeleted() {
    return state == State.DELETED;
  }

  StoredDefinition in(State other) {
    return new StoredDefinition(id, json, other);
  }
}
