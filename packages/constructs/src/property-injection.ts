import { PropertyInjectors } from "aws-cdk-lib/core";
import type { Construct, IConstruct } from "constructs";

/**
 * Props as `PropertyInjectors` make them: those of the nearest scope that has one for the class, by its own id or by that of the class of
 * `aws-cdk-lib` that it stands in for. Injectors that a company keeps for `aws-cdk-lib` so go on working when an app changes its import.
 *
 * @param className the name of the class, here and in `aws-cdk-lib/aws-rds`
 */
export function injectedProps<T extends object>(className: string, scope: Construct, id: string, props: T): T {
  for (let at: IConstruct | undefined = scope; at; at = at.node.scope) {
    if (!PropertyInjectors.hasPropertyInjectors(at)) continue;
    const injectors = PropertyInjectors.of(at);
    const injector = injectors.for(`cdk-rockpool.${className}`) ?? injectors.for(`aws-cdk-lib.aws-rds.${className}`);
    if (injector) return withoutNulls(injector.inject(props, { scope, id }));
  }
  return withoutNulls(props);
}

/** With null for these, aws-cdk-lib turns Performance Insights on: so it is in stacks that run. */
const GIVEN_BY_NULL = ["performanceInsightRetention", "performanceInsightEncryptionKey"];

/** JavaScript without types knows null too: it counts as not given. In a template CloudFormation takes no null. */
function withoutNulls<T extends object>(props: T): T {
  const values: unknown[] = Object.values(props);
  if (!values.includes(null)) return props;
  const nulls = Object.entries(props).filter(([name, value]) => value === null && !GIVEN_BY_NULL.includes(name));
  return { ...props, ...Object.fromEntries(nulls.map(([name]) => [name, undefined])) };
}
