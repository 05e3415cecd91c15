import type { Theme } from "../kit.ts";
import * as clusterSnapshots from "./cluster-snapshots.ts";
import * as clusters from "./clusters.ts";
import * as credentials from "./credentials.ts";
import * as customEngines from "./custom-engines.ts";
import * as deployTime from "./deploy-time.ts";
import * as givenAsNothing from "./given-as-nothing.ts";
import * as groups from "./groups.ts";
import * as imported from "./imported.ts";
import * as injection from "./injection.ts";
import * as instanceEngines from "./instance-engines.ts";
import * as instanceImports from "./instance-imports.ts";
import * as instanceObservability from "./instance-observability.ts";
import * as instanceRoles from "./instance-roles.ts";
import * as instanceSnapshots from "./instance-snapshots.ts";
import * as instanceStorage from "./instance-storage.ts";
import * as instanceUsers from "./instance-users.ts";
import * as instances from "./instances.ts";
import * as limitless from "./limitless.ts";
import * as lookups from "./lookups.ts";
import * as members from "./members.ts";
import * as observability from "./observability.ts";
import * as optionGroups from "./option-groups.ts";
import * as parameterGroups from "./parameter-groups.ts";
import * as parts from "./parts.ts";
import * as placement from "./placement.ts";
import * as proxies from "./proxies.ts";
import * as proxyEndpoints from "./proxy-endpoints.ts";
import * as proxyTargets from "./proxy-targets.ts";
import * as readReplicas from "./read-replicas.ts";
import * as roles from "./roles.ts";
import * as rotation from "./rotation.ts";
import * as serverlessV1 from "./serverless-v1.ts";
import * as versions from "./versions.ts";

/** Everything that is compared with `aws-cdk-lib/aws-rds`, by theme. */
export const THEMES: Readonly<Record<string, Theme>> = {
  clusters,
  "cluster snapshots": clusterSnapshots,
  limitless,
  members,
  credentials,
  rotation,
  groups,
  "given as nothing": givenAsNothing,
  "values of deploy time": deployTime,
  "custom engines": customEngines,
  placement,
  injection,
  versions,
  "instance engines": instanceEngines,
  "option groups": optionGroups,
  "parameter groups": parameterGroups,
  roles,
  observability,
  "serverless v1": serverlessV1,
  proxies,
  "proxy endpoints": proxyEndpoints,
  "proxy targets": proxyTargets,
  imported,
  parts,
  instances,
  lookups,
  "instance storage": instanceStorage,
  "instance users": instanceUsers,
  "instance snapshots": instanceSnapshots,
  "instance roles": instanceRoles,
  "instance observability": instanceObservability,
  "instance imports": instanceImports,
  "read replicas": readReplicas,
};
