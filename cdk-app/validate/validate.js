// Validates every template under a cloud assembly with AWS's own validator, outside of the CDK,
// which passes over some findings (a VPC with flow logs silences a rule for the whole stack).
// usage: node validate.js <cdk.out>
import { readdirSync } from "node:fs";
import { join } from "node:path";
import validator from "@aws/cloudformation-validate";

const { CelEngine, TemplateFile } = validator;

// Each with the reason why the finding is meant.
const accepted = {
  W3005: "the CDK orders a function after its role and its policies by naming both",
  W9013: "a template is for one account, whose certificates the environment's settings name",
  W3010: "the zones are committed on purpose, so that synthesis needs no account",
};

const assembly = process.argv[2];
if (!assembly) {
  console.error("cdk.out: missing (expected: node validate.js <cdk.out>)");
  process.exit(2);
}

const templates = readdirSync(assembly, { recursive: true })
  .filter((file) => file.endsWith(".template.json"))
  .sort();
const engine = new CelEngine();
let findings = 0;
for (const template of templates) {
  const { diagnostics } = engine.validateStandard(new TemplateFile(join(assembly, template)), {
    severityLevel: "WARN",
  });
  for (const finding of diagnostics) {
    if (!(finding.ruleId in accepted)) {
      findings += 1;
      console.log(`${template}: ${finding.severity} ${finding.ruleId} ${JSON.stringify(finding)}`);
    }
  }
}
engine.free();
console.log(`${templates.length} templates, ${findings} findings`);
process.exit(templates.length > 0 && findings === 0 ? 0 : 1);
