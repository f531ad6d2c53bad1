package com.acme.analytics.local.emulation.assembly;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Evaluates the intrinsic functions of a template as CloudFormation would, across the stacks of an
 * environment. Only what is asked for is evaluated, so an expression that nothing local needs may
 * stay unresolvable.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html">the
 *     functions</a>
 */
final class Expressions {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern SUB_VARIABLE = Pattern.compile("\\$\\{(!?)([^}]*)}");

  private final CloudAssembly assembly;
  private final Addresses addresses;
  private final LocalValues values;
  private final Conditions conditions;

  Expressions(CloudAssembly assembly, Substitutions substitutions) {
    this.assembly = assembly;
    this.addresses = new Addresses(assembly, substitutions);
    this.values = new LocalValues(this, substitutions);
    this.conditions = new Conditions(this);
  }

  /** A property's text; a number or a boolean gives its JSON form. */
  String text(Resource resource, JsonNode value) {
    JsonNode resolved = resolve(resource, value);
    if (resolved.isContainer() || resolved.isMissingNode() || resolved.isNull()) {
      throw unresolved(resource, value, "is not a text");
    }
    return resolved.asString();
  }

  Optional<String> optionalText(Resource resource, String property) {
    return resource.properties().optional(property).map(value -> text(resource, value));
  }

  /** The value with nothing left to resolve; missing where it is {@code AWS::NoValue}. */
  JsonNode resolve(Resource resource, JsonNode value) {
    Optional<Map.Entry<String, JsonNode>> function = Stack.function(value);
    if (function.isPresent()) {
      return call(resource, function.get().getKey(), function.get().getValue());
    }
    if (value.isObject()) {
      ObjectNode object = JSON.objectNode();
      value
          .properties()
          .forEach(
              entry -> {
                JsonNode resolved = resolve(resource, entry.getValue());
                if (!resolved.isMissingNode()) {
                  object.set(entry.getKey(), resolved);
                }
              });
      return object;
    }
    if (value.isArray()) {
      ArrayNode array = JSON.arrayNode();
      for (JsonNode element : value.values()) {
        JsonNode resolved = resolve(resource, element);
        if (!resolved.isMissingNode()) {
          array.add(resolved);
        }
      }
      return array;
    }
    if (value.isString() && value.asString().contains("{{resolve:")) {
      throw unresolved(
          resource, value, "is a dynamic reference (expected: none, read the secret at run time)");
    }
    return value.isString() ? JSON.stringNode(addresses.localise(value.asString())) : value;
  }

  /** Each public address that the templates declare, and where it leads on this machine. */
  Map<String, String> addresses() {
    return addresses.local();
  }

  /** What a reference to the resource gives. */
  String ref(Resource resource) {
    return values.ref(resource, resource).asString();
  }

  /** A resource's ARN. */
  String arn(Resource resource) {
    return values.arn(resource);
  }

  /** A resource's physical name. */
  String name(Resource resource) {
    return values.name(resource);
  }

  /**
   * The resource of a type that another refers to.
   *
   * @param reference what {@code Ref} of it gives
   * @param what it is, for the message when the environment has none
   */
  Properties referred(Resource from, String type, String reference, String what) {
    return assembly.resources(List.of(type)).stream()
        .filter(candidate -> ref(candidate).equals(reference))
        .map(candidate -> Properties.of(this, candidate))
        .findFirst()
        .orElseThrow(
            () ->
                new AssemblyException(
                    "%s: %s (expected: %s of the environment)".formatted(from, reference, what)));
  }

  AssemblyException unresolved(Resource resource, JsonNode expression, String why) {
    return new AssemblyException("%s: %s %s".formatted(resource, expression, why));
  }

  private JsonNode call(Resource resource, String name, JsonNode argument) {
    return switch (name) {
      case "Ref" -> ref(resource, argument.asString());
      case "Fn::GetAtt" -> attribute(resource, argument);
      case "Fn::Join" ->
          JSON.stringNode(
              addresses.localise(
                  String.join(
                      argument.get(0).asString(), texts(resource, argument.get(1), argument))));
      case "Fn::Sub" -> JSON.stringNode(addresses.localise(sub(resource, argument)));
      case "Fn::Select" -> select(resource, argument);
      case "Fn::Split" -> split(resource, argument);
      case "Fn::ImportValue" -> importValue(resource, argument);
      case "Fn::FindInMap" -> findInMap(resource, argument);
      case "Fn::If" ->
          resolve(
              resource,
              argument.get(conditions.holds(resource, argument.get(0).asString()) ? 1 : 2));
      default ->
          throw new AssemblyException(
              "%s: {\"%s\": %s} is a function that is not known here"
                  .formatted(resource, name, argument));
    };
  }

  private JsonNode ref(Resource resource, String name) {
    Stack stack = resource.stack();
    return switch (name) {
      case "AWS::NoValue" -> MissingNode.getInstance();
      case "AWS::AccountId" -> JSON.stringNode(LocalValues.ACCOUNT);
      case "AWS::Region" -> JSON.stringNode(stack.region());
      case "AWS::Partition" -> JSON.stringNode("aws");
      case "AWS::URLSuffix" -> JSON.stringNode("amazonaws.com");
      case "AWS::StackName" -> JSON.stringNode(stack.name());
      case "AWS::StackId" -> JSON.stringNode(LocalValues.stackArn(stack));
      default -> {
        JsonNode parameter = stack.template().path("Parameters").path(name).path("Default");
        yield parameter.isMissingNode() ? values.ref(resource, target(resource, name)) : parameter;
      }
    };
  }

  private JsonNode attribute(Resource resource, JsonNode argument) {
    boolean dotted = argument.isString();
    String[] path =
        dotted
            ? argument.asString().split("\\.", 2)
            : new String[] {argument.get(0).asString(), text(resource, argument.get(1))};
    return values.attribute(resource, target(resource, path[0]), path[1]);
  }

  private Resource target(Resource resource, String logicalId) {
    return resource
        .stack()
        .resource(logicalId)
        .orElseThrow(
            () ->
                new AssemblyException(
                    "%s: %s (expected: a resource or parameter of its stack)"
                        .formatted(resource, logicalId)));
  }

  private List<String> texts(Resource resource, JsonNode list, JsonNode expression) {
    JsonNode resolved = resolve(resource, list);
    if (!resolved.isArray()) {
      throw unresolved(resource, expression, "has no list where one is expected");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode element : resolved.values()) {
      if (element.isContainer()) {
        throw unresolved(resource, expression, "has a list whose elements are not texts");
      }
      texts.add(element.asString());
    }
    return texts;
  }

  private String sub(Resource resource, JsonNode argument) {
    JsonNode template = argument.isArray() ? argument.get(0) : argument;
    JsonNode variables = argument.isArray() ? argument.get(1) : JSON.objectNode();
    Matcher matcher = SUB_VARIABLE.matcher(template.asString());
    StringBuilder result = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(2).strip();
      String value;
      if (matcher.group(1).equals("!")) {
        value = "${" + matcher.group(2) + "}";
      } else if (variables.has(name)) {
        value = text(resource, variables.get(name));
      } else if (name.contains(".")) {
        value = attribute(resource, StringNode.valueOf(name)).asString();
      } else {
        value = ref(resource, name).asString();
      }
      matcher.appendReplacement(result, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(result).toString();
  }

  private JsonNode select(Resource resource, JsonNode argument) {
    int index = Integer.parseInt(text(resource, argument.get(0)));
    List<String> list = texts(resource, argument.get(1), argument);
    if (index < 0 || index >= list.size()) {
      throw unresolved(resource, argument, "selects beyond its list of " + list.size());
    }
    return JSON.stringNode(list.get(index));
  }

  private JsonNode split(Resource resource, JsonNode argument) {
    ArrayNode parts = JSON.arrayNode();
    String text = text(resource, argument.get(1));
    for (String part : text.split(Pattern.quote(argument.get(0).asString()), -1)) {
      parts.add(part);
    }
    return parts;
  }

  private JsonNode findInMap(Resource resource, JsonNode argument) {
    JsonNode found = resource.stack().template().path("Mappings");
    for (JsonNode key : argument.values()) {
      found = found.path(text(resource, key));
    }
    if (found.isMissingNode()) {
      throw unresolved(resource, argument, "is in no mapping");
    }
    return found;
  }

  private JsonNode importValue(Resource resource, JsonNode argument) {
    String name = text(resource, argument);
    for (Stack stack : assembly.stacks()) {
      for (Map.Entry<String, JsonNode> output : stack.template().path("Outputs").properties()) {
        JsonNode export = output.getValue().path("Export").path("Name");
        Resource scope = new Resource(stack, "Outputs." + output.getKey(), JSON.objectNode());
        if (!export.isMissingNode() && text(scope, export).equals(name)) {
          return resolve(scope, output.getValue().path("Value"));
        }
      }
    }
    throw unresolved(resource, argument, "is exported by no stack of the environment");
  }
}
