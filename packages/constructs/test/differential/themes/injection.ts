import { type IPropertyInjector, PropertyInjectors } from "aws-cdk-lib";
import { cluster, type Scenario } from "../kit.ts";

/** An injector of props, by the id of a class. */
const injector = (constructUniqueId: string, added: object): IPropertyInjector => ({
  constructUniqueId,
  inject: (props: object) => ({ ...props, ...added }),
});

export const scenarios: readonly Scenario[] = [
  cluster("injectors by the ids of the module", (m, stack) => {
    PropertyInjectors.of(stack).add(
      injector(m.DatabaseCluster.PROPERTY_INJECTION_ID, { deletionProtection: true }),
      injector(m.SubnetGroup.PROPERTY_INJECTION_ID, { subnetGroupName: "injected" }),
    );
    return {};
  }),
  cluster("injectors by the ids of aws-cdk-lib", (_m, stack) => {
    PropertyInjectors.of(stack).add(
      injector("aws-cdk-lib.aws-rds.DatabaseCluster", { deletionProtection: true }),
      injector("aws-cdk-lib.aws-rds.DatabaseSecret", { secretName: "injected" }),
    );
    return {};
  }),
];
