import { type Environment, arn } from "../../environment.js";
import type { Permission, Service } from "../contract.js";
import type { DataApiTarget } from "../rds/service.js";
import { Calls } from "./calls.js";
import type { ReadSecret } from "./credentials.js";
import { GENERATIONS } from "./generation.js";
import { type RdsDataOperations, createOperations } from "./operations.js";
import { SessionPool } from "./pool.js";
import { explained, linesOf } from "./refusals.js";
import { Throttle } from "./throttle.js";
import { TRANSACTION_LIMITS, type TransactionLimits, Transactions } from "./transactions.js";

export type { ReadSecret } from "./credentials.js";
export type { ExecuteStatementAnswer, RdsDataOperations } from "./operations.js";

export interface RdsDataOptions {
  readonly environment: Environment;
  /** The cluster of exactly this ARN. */
  readonly target: (resourceArn: string) => DataApiTarget | undefined;
  readonly readSecret: ReadSecret;
  /** The ARN of a secret that is given by name, for the permission check. Default: the ARN with any suffix. */
  readonly secretArn?: (idOrArn: string) => string | undefined;
  /** Milliseconds that a statement may take, and that a call waits for a connection. Default 45 000. */
  readonly statementTimeout?: number;
  readonly transactionLimits?: TransactionLimits;
  /** Writes every statement with its values, and every error's text, as events. Default false: nothing of them is shown. */
  readonly logStatements?: boolean;
}

const STATEMENT_MILLISECONDS = 45_000;

export interface RdsDataService extends Service<RdsDataOperations> {
  /** How many connections are open to a server now. */
  connections(endpoint: DataApiTarget["endpoint"]): number;
  /** Rolls back open transactions and closes all sessions. */
  close(): Promise<void>;
}

/** The RDS Data API over the clusters of the rds service. */
export function createRdsDataService(options: RdsDataOptions): RdsDataService {
  const { environment, target, readSecret, statementTimeout = STATEMENT_MILLISECONDS } = options;
  const pool = new SessionPool(statementTimeout);
  const transactions = new Transactions({
    clock: environment.clock,
    random: environment.random,
    limits: options.transactionLimits ?? TRANSACTION_LIMITS,
  });
  const lines = linesOf(environment, options.logStatements ?? false);
  const throttle = new Throttle(environment.clock, GENERATIONS.v1.requestsPerSecond ?? Number.POSITIVE_INFINITY);
  const calls = new Calls({
    events: environment.events,
    target,
    readSecret,
    pool,
    transactions,
    throttle,
    statementTimeout,
  });

  function secretArnOf(idOrArn: string): string {
    const known = options.secretArn?.(idOrArn);
    if (known !== undefined || idOrArn.startsWith("arn:")) return known ?? idOrArn;
    return arn(environment.account, "secretsmanager", `secret:${idOrArn}-??????`);
  }

  return {
    sdkName: "rds-data",
    signingName: "rds-data",
    operations: explained(createOperations({ calls, transactions, target, events: lines }), {
      events: lines,
      statements: options.logStatements ?? false,
      target,
    }),
    permissions: (operation, input): Permission[] => {
      const resource = input["resourceArn"] ?? input["dbClusterOrInstanceArn"];
      const secret = input["secretArn"] ?? input["awsSecretStoreArn"];
      return [
        { action: `rds-data:${operation}`, resource: typeof resource === "string" ? resource : "*" },
        ...(typeof secret === "string"
          ? [{ action: "secretsmanager:GetSecretValue", resource: secretArnOf(secret) }]
          : []),
      ];
    },
    model: () => import("@aws-sdk/client-rds-data"),
    connections: (endpoint) => pool.connections(endpoint),
    async close() {
      transactions.close();
      pool.close();
      lines.close();
    },
  };
}
