package com.acme.analytics.local.emulation.assembly;

import com.acme.analytics.local.emulation.model.LakeTable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads Glue tables, all of which must be Iceberg's with a schema: Glue makes such a table itself.
 *
 * @see <a
 *     href="https://github.com/apache/iceberg/blob/main/open-api/rest-catalog-open-api.yaml">Iceberg's
 *     CreateTableRequest</a>
 */
final class LakeTableReader {
  private LakeTableReader() {}

  static LakeTable read(Properties table) {
    Properties iceberg =
        table.in("OpenTableFormatInput").in("IcebergInput").in("IcebergTableInput");
    if (!iceberg.has("Schema")) {
      throw new AssemblyException(
          table.resource() + ": no IcebergTableInput with a Schema (expected: one)");
    }
    ObjectNode definition = JsonNodeFactory.instance.objectNode();
    definition.put("name", table.text("Name"));
    definition.put("location", iceberg.text("Location"));
    definition.set("schema", schema(iceberg.in("Schema")));
    definition.set("partition-spec", partitions(iceberg.in("PartitionSpec")));
    ObjectNode properties = definition.putObject("properties");
    iceberg.in("Properties").textMap().forEach(properties::put);
    return new LakeTable(
        table.resource().logicalId(), table.text("DatabaseName"), table.text("Name"), definition);
  }

  private static ObjectNode schema(Properties schema) {
    ObjectNode struct = JsonNodeFactory.instance.objectNode();
    struct.put("type", "struct");
    ArrayNode fields = struct.putArray("fields");
    for (Properties field : schema.list("Fields")) {
      fields
          .addObject()
          .put("id", field.number("Id"))
          .put("name", field.text("Name"))
          .put("required", field.flag("Required"))
          .put("type", field.text("Type"));
    }
    return struct;
  }

  private static ObjectNode partitions(Properties spec) {
    ObjectNode partitions = JsonNodeFactory.instance.objectNode();
    ArrayNode fields = partitions.put("spec-id", 0).putArray("fields");
    for (Properties field : spec.list("Fields")) {
      fields
          .addObject()
          .put("field-id", field.number("FieldId"))
          .put("name", field.text("Name"))
          .put("source-id", field.number("SourceId"))
          .put("transform", field.text("Transform"));
    }
    return partitions;
  }
}
