package com.acme.analytics.functions.ingest.schemas.compile;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import tools.jackson.databind.JsonNode;

/**
 * A place where a value is not as its schema wants it.
 *
 * @param pointer JSON pointer into the value; also to a member that is missing
 * @param detail the value there, cut, and what was expected
 */
public record Finding(String pointer, String detail) {
  static Finding of(Error error) {
    Pointer pointer = pointer(error.getInstanceLocation());
    JsonNode value = error.getInstanceNode();
    String found = value == null ? "the value" : Shown.value(value);
    String member = member(error);
    if (member != null) {
      pointer = pointer.child(member);
      found = value == null || !value.has(member) ? "missing" : Shown.value(value.get(member));
    } else if (error.getIndex() != null) {
      pointer = pointer.child(error.getIndex());
      found = value == null ? found : Shown.value(value.path(error.getIndex()));
    }
    return new Finding(
        pointer.value(),
        "%s: %s (expected: %s%s)"
            .formatted(
                pointer.value().isEmpty() ? "properties" : Shown.name(pointer.value()),
                found,
                expectation(error),
                alternatives(error.getEvaluationPath())));
  }

  /** The member of the value that the error is about; null when it is about the value itself. */
  private static String member(Error error) {
    return error.getKeyword().equals("dependentRequired")
        // The property is the one that is there; the one that it needs is the first argument.
        ? String.valueOf(error.getArguments()[0])
        : error.getProperty();
  }

  /** The library escapes control characters in its pointers, RFC 6901 doesn't. */
  private static Pointer pointer(NodePath path) {
    Pointer pointer = Pointer.ROOT;
    for (int i = 0; i < path.getNameCount(); i++) {
      pointer =
          path.getElement(i) instanceof Integer index
              ? pointer.child(index)
              : pointer.child(path.getName(i));
    }
    return pointer;
  }

  private static String expectation(Error error) {
    JsonNode schema = error.getSchemaNode();
    if (schema == null) {
      return error.getMessage();
    }
    String wanted = schema.isString() ? schema.asString() : Shown.expectation(schema);
    return switch (error.getKeyword()) {
      case "type" -> schema.isArray() ? "one of " + wanted : wanted;
      case "enum" -> "one of " + wanted;
      case "const" -> Shown.expectation(schema);
      case "minimum" -> ">= " + wanted;
      case "exclusiveMinimum" -> "> " + wanted;
      case "maximum" -> "<= " + wanted;
      case "exclusiveMaximum" -> "< " + wanted;
      case "multipleOf" -> "a multiple of " + wanted;
      case "minLength" -> "at least " + wanted + " characters";
      case "maxLength" -> "at most " + wanted + " characters";
      case "minItems" -> "at least " + wanted + " elements";
      case "maxItems" -> "at most " + wanted + " elements";
      case "minProperties" -> "at least " + wanted + " members";
      case "maxProperties" -> "at most " + wanted + " members";
      case "uniqueItems" -> "elements that differ";
      case "pattern" -> "text that matches " + wanted;
      case "format" -> "format " + wanted;
      case "required", "dependentRequired" -> "required";
      case "additionalProperties", "unevaluatedProperties", "additionalItems", "false" ->
          "nothing there";
      default -> error.getMessage();
    };
  }

  /** The errors of alternatives come one by one: the first one's words are not the whole truth. */
  private static String alternatives(NodePath path) {
    for (int i = 1; i < path.getNameCount(); i++) {
      Object before = path.getElement(i - 1);
      if (path.getElement(i) instanceof Integer
          && (before.equals("anyOf") || before.equals("oneOf"))) {
        return ", or another alternative of " + before;
      }
    }
    return "";
  }
}
