package com.acme.analytics.local.emulation.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExpressionsTest {
  private static final String TEMPLATE =
      """
      {
        "Parameters": {"Size": {"Type": "String", "Default": "large"}},
        "Mappings": {"Regions": {"eu-west-1": {"Zone": "a"}}},
        "Conditions": {
          "InEurope": {"Fn::Equals": [{"Ref": "AWS::Region"}, "eu-west-1"]},
          "Elsewhere": {"Fn::Not": [{"Condition": "InEurope"}]}
        },
        "Resources": {
          "Asker": {"Type": "Custom::Test"},
          "Bucket": {"Type": "AWS::S3::Bucket"},
          "Named": {"Type": "AWS::DynamoDB::Table", "Properties": {"TableName": "named"}},
          "Subnet": {"Type": "AWS::EC2::Subnet"}
        },
        "Outputs": {"Shared": {"Value": {"Ref": "Named"}, "Export": {"Name": "other:shared"}}}
      }
      """;

  private final Stack stack =
      new Stack("test", "eu-west-1", JsonMapper.shared().readTree(TEMPLATE), Map.of(), Map.of());
  private final Expressions expressions =
      new Expressions(new CloudAssembly("dev", List.of(stack)), TestStack.SUBSTITUTIONS);
  private final Resource asker = stack.resource("Asker").orElseThrow();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"Ref\": \"Size\"} | large",
        "{\"Ref\": \"AWS::AccountId\"} | 000000000000",
        "{\"Ref\": \"Bucket\"} | test-bucket",
        "{\"Ref\": \"Named\"} | named",
        "{\"Fn::GetAtt\": [\"Named\", \"Arn\"]} |"
            + " arn:aws:dynamodb:eu-west-1:000000000000:table/named",
        "{\"Fn::GetAtt\": \"Bucket.Arn\"} | arn:aws:s3:::test-bucket",
        "{\"Fn::Join\": [\"-\", [\"a\", {\"Ref\": \"Named\"}]]} | a-named",
        "{\"Fn::Sub\": \"${AWS::Region}/${Named}/${Bucket.Arn}/${!Kept}\"} |"
            + " eu-west-1/named/arn:aws:s3:::test-bucket/${Kept}",
        "{\"Fn::Sub\": [\"${X}\", {\"X\": {\"Ref\": \"Named\"}}]} | named",
        "{\"Fn::Select\": [1, {\"Fn::Split\": [\":\", \"a:b:c\"]}]} | b",
        "{\"Fn::FindInMap\": [\"Regions\", {\"Ref\": \"AWS::Region\"}, \"Zone\"]} | a",
        "{\"Fn::If\": [\"InEurope\", \"yes\", \"no\"]} | yes",
        "{\"Fn::If\": [\"Elsewhere\", \"yes\", \"no\"]} | no",
        "{\"Fn::ImportValue\": \"other:shared\"} | named"
      })
  void anIntrinsicFunctionGivesWhatCloudFormationWould(String expression, String expected) {
    assertThat(expressions.text(asker, json(expression))).isEqualTo(expected);
  }

  @Test
  void aPropertyWithNoValueIsLeftOut() {
    assertThat(
            expressions
                .resolve(asker, json("{\"a\": {\"Ref\": \"AWS::NoValue\"}, \"b\": 1}"))
                .toString())
        .isEqualTo("{\"b\":1}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"Ref\": \"Nobody\"} | Nobody",
        "{\"Ref\": \"Subnet\"} | Subnet",
        "{\"Fn::GetAtt\": [\"Bucket\", \"Weather\"]} | Weather",
        "{\"Fn::ImportValue\": \"other:unknown\"} | other:unknown",
        "{\"Fn::Cidr\": [\"10.0.0.0/8\"]} | Fn::Cidr",
        "{\"Fn::Select\": [3, [\"a\"]]} | beyond",
        "\"{{resolve:secretsmanager:x}}\" | dynamic reference"
      })
  void whatCannotBeResolvedFailsNamingStackResourceAndExpression(String expression, String what) {
    assertThatThrownBy(() -> expressions.text(asker, json(expression)))
        .isInstanceOf(AssemblyException.class)
        .hasMessageContaining("test/Asker")
        .hasMessageContaining(what);
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
