package com.acme.analytics.local.emulation.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.analytics.local.emulation.model.LakeTable;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LakeTableReaderTest {
  @Test
  void theDefinitionIsWhatACatalogTakes() {
    LakeTable table =
        TestStack.environment(
                """
                'Bucket': {'Type': 'AWS::S3::Bucket', 'Properties': {'BucketName': 'lake'}},
                'Table': {'Type': 'AWS::Glue::Table', 'Properties': {
                  'CatalogId': '1', 'DatabaseName': 'acme', 'Name': 'events',
                  'OpenTableFormatInput': {'IcebergInput': {'IcebergTableInput': {
                    'Location': {'Fn::Join': ['', ['s3://', {'Ref': 'Bucket'}, '/events']]},
                    'Schema': {'Type': 'struct', 'Fields': [
                      {'Id': 1, 'Name': 'timestamp', 'Required': true, 'Type': 'timestamptz'}]},
                    'PartitionSpec': {'Fields': [
                      {'FieldId': 1000, 'Name': 'hour', 'SourceId': 1, 'Transform': 'hour'}]},
                    'Properties': {'format-version': '2'}}}}}}
                """,
                Map.of())
            .lakeTables()
            .getFirst();

    assertThat(table.database()).isEqualTo("acme");
    assertThat(table.definition())
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"name": "events", "location": "s3://lake/events",
                     "schema": {"type": "struct", "fields": [
                       {"id": 1, "name": "timestamp", "required": true, "type": "timestamptz"}]},
                     "partition-spec": {"spec-id": 0, "fields": [
                       {"field-id": 1000, "name": "hour", "source-id": 1, "transform": "hour"}]},
                     "properties": {"format-version": "2"}}
                    """));
  }

  @Test
  void aTableThatIsNotIcebergsIsRefused() {
    LocalEnvironment environment =
        TestStack.environment(
            "'Table': {'Type': 'AWS::Glue::Table', 'Properties': {'Name': 'a'}}", Map.of());

    assertThatThrownBy(environment::lakeTables)
        .isInstanceOf(AssemblyException.class)
        .hasMessageContaining("IcebergTableInput");
  }
}
