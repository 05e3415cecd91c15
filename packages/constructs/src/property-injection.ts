import { PropertyInjectors } from "aws-cdk-lib/core";
import type { Construct, IConstruct } from "constructs";
import { withoutNulls } from "./nulls";

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
