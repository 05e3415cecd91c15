/** With null for these, aws-cdk-lib turns Performance Insights on: so it is in stacks that run. */
const GIVEN_BY_NULL = ["performanceInsightRetention", "performanceInsightEncryptionKey"];

/** JavaScript without types knows null too: it counts as not given. In a template CloudFormation takes no null. */
export function withoutNulls<T extends object>(props: T): T {
  const values: unknown[] = Object.values(props);
  if (!values.includes(null)) return props;
  const nulls = Object.entries(props).filter(([name, value]) => value === null && !GIVEN_BY_NULL.includes(name));
  return { ...props, ...Object.fromEntries(nulls.map(([name]) => [name, undefined])) };
}
