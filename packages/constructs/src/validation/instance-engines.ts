import { Annotations, Token } from "aws-cdk-lib/core";
import type * as rds from "aws-cdk-lib/aws-rds";
import type { IConstruct } from "constructs";
import type { DatabaseInstanceNewProps, DatabaseInstanceSourceProps } from "../database-instance-props";
import { LicenseModel } from "../enums";
import { invalid } from "./invalid";

/** What CreateDBInstance documents of an engine. New log types and licences appear without notice, so these make warnings. */
interface EngineFacts {
  readonly logTypes: readonly string[];
  /** Licence models that there are, of those that `LicenseModel` names. */
  readonly licenses: readonly LicenseModel[];
  readonly processorFeatures?: boolean;
  readonly iamAuthentication?: boolean;
  /** Classes without Performance Insights. */
  readonly withoutInsights?: readonly string[];
  /** Ports that are taken on its machines. */
  readonly takenPorts?: readonly number[];
}

const SMALL_CLASSES = ["t2.micro", "t2.small", "t3.micro", "t3.small", "t4g.micro", "t4g.small"];
const MYSQL: EngineFacts = {
  logTypes: ["audit", "error", "general", "slowquery", "iam-db-auth-error"],
  licenses: [LicenseModel.GENERAL_PUBLIC_LICENSE],
  iamAuthentication: true,
  withoutInsights: SMALL_CLASSES,
};

/** By the first part of the engine type; its other parts name editions. */
const FACTS: Partial<Record<string, EngineFacts>> = {
  mariadb: MYSQL,
  mysql: MYSQL,
  postgres: { logTypes: ["postgresql", "upgrade", "iam-db-auth-error"], licenses: [], iamAuthentication: true },
  oracle: {
    logTypes: ["alert", "audit", "listener", "trace", "oemagent"],
    licenses: [LicenseModel.BRING_YOUR_OWN_LICENSE, LicenseModel.LICENSE_INCLUDED],
    processorFeatures: true,
  },
  sqlserver: {
    logTypes: ["agent", "error"],
    licenses: [LicenseModel.LICENSE_INCLUDED],
    processorFeatures: true,
    takenPorts: [1234, 1434, 3260, 3343, 3389, 47001, 49152, 49153, 49154, 49155, 49156],
  },
};

/** Checks what depends on the engine, as far as it is an engine that is known here. */
export function checkAgainstEngine(
  scope: IConstruct,
  engine: rds.IEngine,
  props: DatabaseInstanceNewProps & Pick<DatabaseInstanceSourceProps, "licenseModel" | "instanceType">,
): void {
  const facts = FACTS[engine.engineType.split("-")[0]];
  if (!facts) return;
  const type = engine.engineType;
  const warn = (id: string, message: string) => Annotations.of(scope).addWarningV2(`cdk-rockpool:${id}`, message);

  if (props.port !== undefined && facts.takenPorts?.includes(props.port)) {
    invalid(
      scope,
      `port is ${props.port}, which is taken on the machines of ${type}; choose another one than ${facts.takenPorts.join(", ")}`,
    );
  }
  const unknown = (props.cloudwatchLogsExports ?? []).filter(
    (log) =>
      !Token.isUnresolved(props.cloudwatchLogsExports) && !Token.isUnresolved(log) && !facts.logTypes.includes(log),
  );
  if (unknown.length > 0) {
    warn("unknownLogType", `cloudwatchLogsExports has ${unknown.join(", ")}; ${type} has ${facts.logTypes.join(", ")}`);
  }
  const license = props.licenseModel;
  if (license !== undefined && !Token.isUnresolved(license) && !facts.licenses.includes(license)) {
    const cure = facts.licenses.length === 0 ? "leave it out" : `it has ${facts.licenses.join(", ")}`;
    warn("licenseNotOffered", `licenseModel is ${license}, which ${type} does not have; ${cure}`);
  }
  if (props.processorFeatures && !facts.processorFeatures) {
    warn(
      "processorFeaturesNotOffered",
      `processorFeatures are given, but ${type} runs on all processors of its class; leave them out`,
    );
  }
  if (props.iamAuthentication && !facts.iamAuthentication) {
    warn("iamAuthenticationNotOffered", `iamAuthentication is on, but ${type} does not have it; leave it out`);
  }
  const size = props.instanceType?.toString();
  if (props.enablePerformanceInsights && size !== undefined && facts.withoutInsights?.includes(size)) {
    warn(
      "performanceInsightsNotOffered",
      `Performance Insights is on, but ${type} does not have it on db.${size}; use a larger class`,
    );
  }
}
