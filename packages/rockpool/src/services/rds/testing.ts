import { createEngines } from "../../engines/index.js";
import type { Environment } from "../../environment.js";
import { type CallContext, ownerCall } from "../contract.js";
import { type RdsOptions, type RdsService, createRdsService } from "./service.js";

/** The rds service on real engines, with a plain map where Secrets Manager would be. */
export interface TestRds {
  readonly rds: RdsService;
  readonly secrets: Map<string, string>;
  readonly call: CallContext;
  /** Creates the Aurora PostgreSQL cluster `reef`, or what the change makes of it. */
  createCluster(change?: Record<string, unknown>): ReturnType<RdsService["operations"]["CreateDBCluster"]>;
  /** Creates the PostgreSQL instance `pearl`, or what the change makes of it. */
  createInstance(change?: Record<string, unknown>): ReturnType<RdsService["operations"]["CreateDBInstance"]>;
  close(): Promise<void>;
}

export const TEST_PASSWORD = "s3cret-Passw0rd";

/** Requests that are taken as they are. */
const CLUSTER = {
  DBClusterIdentifier: "reef",
  Engine: "aurora-postgresql",
  MasterUsername: "owner",
  MasterUserPassword: TEST_PASSWORD,
};
const INSTANCE = {
  DBInstanceIdentifier: "pearl",
  Engine: "postgres",
  DBInstanceClass: "db.t4g.micro",
  AllocatedStorage: 20,
  MasterUsername: "owner",
  MasterUserPassword: TEST_PASSWORD,
};

export function testRds(environment: Environment, overrides: Partial<RdsOptions> = {}): TestRds {
  const engines = createEngines({ environment });
  const secrets = new Map<string, string>();
  const rds = createRdsService({
    environment,
    engines,
    durability: "ephemeral",
    secrets: {
      create: async (_call, { name, value }) => {
        const arn = `arn:aws:secretsmanager:us-east-1:000000000000:secret:${name}-AbCdEf`;
        secrets.set(arn, value);
        return { arn };
      },
      put: async (_call, arn, value) => void secrets.set(arn, value),
      delete: async (_call, arn) => void secrets.delete(arn),
    },
    subnets: (ids) => ids.map((id) => ({ id, vpcId: "vpc-1", zone: `us-east-1${id.at(-1) ?? "a"}` })),
    ...overrides,
  });
  const call = ownerCall(environment.account.accountId);
  return {
    rds,
    secrets,
    call,
    createCluster: async (change) => rds.operations.CreateDBCluster(call, { ...CLUSTER, ...change }),
    createInstance: async (change) => rds.operations.CreateDBInstance(call, { ...INSTANCE, ...change }),
    async close() {
      await rds.close();
      await engines.close();
    },
  };
}
