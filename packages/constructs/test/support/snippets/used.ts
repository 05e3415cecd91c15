import { aws_cloudwatch as cloudwatch, CfnOutput, type Stack } from "aws-cdk-lib";

/** Values that a snippet only names get into the template, so that they can be compared. The same as in runner.py. */
export function use(stack: Stack, values: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(values)) {
    const id = key.charAt(0).toUpperCase() + key.slice(1);
    const text = described(value);
    if (text !== undefined) new CfnOutput(stack, id, { value: text });
    if (value instanceof cloudwatch.Metric) {
      new cloudwatch.Alarm(stack, id, { metric: value, threshold: 1, evaluationPeriods: 1 });
    }
  }
}

function described(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return undefined;
  if ("auroraMysqlFullVersion" in value && "auroraMysqlMajorVersion" in value) {
    return `${String(value.auroraMysqlFullVersion)} ${String(value.auroraMysqlMajorVersion)}`;
  }
  if ("oracleFullVersion" in value && "oracleMajorVersion" in value) {
    return `${String(value.oracleFullVersion)} ${String(value.oracleMajorVersion)}`;
  }
  return undefined;
}
