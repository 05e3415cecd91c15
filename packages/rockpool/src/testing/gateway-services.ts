import { AwsError } from "../errors.js";
import type { Route } from "../gateway/route.js";
import type { AnyOperation, Principal, Service } from "../services/contract.js";

const accountId = "000000000000";
export const root: Principal = {
  kind: "root",
  arn: `arn:aws:iam::${accountId}:root`,
  accountId,
  userId: accountId,
  accessKeyId: "ROOT",
};
export const role: Principal = {
  kind: "role",
  arn: `arn:aws:sts::${accountId}:assumed-role/app/session`,
  accountId,
  userId: "AROA:session",
  accessKeyId: "ROLE",
  roleName: "app",
};
export const secretArn = (name: string): string =>
  `arn:aws:secretsmanager:us-east-1:${accountId}:secret:${name}-AbCdEf`;

const operations = (table: Record<string, AnyOperation>): Record<string, AnyOperation> => table;

export const secretsManager: Service = {
  sdkName: "secrets-manager",
  signingName: "secretsmanager",
  model: () => import("@aws-sdk/client-secrets-manager"),
  permissions: (operation, input) => [
    { action: `secretsmanager:${operation}`, resource: secretArn(String(input["SecretId"])) },
  ],
  operations: operations({
    GetSecretValue: (_call, { SecretId }: { SecretId: string }) => {
      if (SecretId === "broken") throw new Error("password hunter2 is wrong");
      if (SecretId !== "db")
        throw new AwsError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
      return {
        ARN: secretArn("db"),
        Name: "db",
        SecretString: '{"password":"☂"}',
        SecretBinary: new Uint8Array([1, 2, 255]),
        CreatedDate: new Date(1_700_000_000_123),
      };
    },
  }),
};

export const rds: Service = {
  sdkName: "rds",
  signingName: "rds",
  model: () => import("@aws-sdk/client-rds"),
  operations: operations({
    DescribeDBClusters: (
      _call,
      { DBClusterIdentifier, Filters }: { DBClusterIdentifier?: string; Filters?: object[] },
    ) => {
      if (DBClusterIdentifier === "none") throw new AwsError("DBClusterNotFoundFault", "DBCluster none not found.");
      return {
        DBClusters: [
          {
            DBClusterIdentifier: JSON.stringify(Filters ?? null),
            Port: 5432,
            TagList: [],
            ClusterCreateTime: new Date(1_700_000_000_000),
          },
        ],
      };
    },
  }),
};

export const lambda: Service = {
  sdkName: "lambda",
  signingName: "lambda",
  model: () => import("@aws-sdk/client-lambda"),
  operations: operations({
    Invoke: (_call, input: { FunctionName: string; Payload?: Uint8Array; LogType?: string; Qualifier?: string }) => ({
      StatusCode: 200,
      FunctionError: "Unhandled",
      LogResult: Buffer.from("log").toString("base64"),
      Payload: Buffer.from(JSON.stringify({ ...input, Payload: Buffer.from(input.Payload ?? []).toString() })),
    }),
  }),
};

export const rdsData: Service = {
  sdkName: "rds-data",
  signingName: "rds-data",
  model: () => import("@aws-sdk/client-rds-data"),
  operations: operations({
    ExecuteStatement: (_call, { parameters = [] }: { parameters?: Array<{ value?: object }> }) => ({
      records: [
        [
          ...parameters.map(({ value }) => value),
          { longValue: 9223372036854775807n },
          { isNull: true },
          { arrayValue: { longValues: [1, null, 3] } },
        ],
      ],
      numberOfRecordsUpdated: 0,
    }),
  }),
};

export const sts: Service = {
  sdkName: "sts",
  signingName: "sts",
  model: () => import("@aws-sdk/client-sts"),
  operations: operations({
    GetCallerIdentity: ({ principal }) => ({
      Arn: principal.arn,
      Account: principal.accountId,
      UserId: principal.userId,
    }),
  }),
};

/** Echoes uploads: a route that wants signed requests and their decoded bodies. */
export const bucket: Route = {
  name: "bucket",
  signed: "required",
  bodyLimit: 8 * 1024 * 1024,
  matches: ({ service }) => service === "s3",
  handle: ({ method, path, body, headers }) => ({
    status: 200,
    headers: {
      etag: `"${method} ${path} ${body.byteLength} ${headers["x-amz-meta-note"] ?? ""}${headers["x-amz-checksum-crc32"] !== undefined && headers["x-amz-trailer"] !== undefined ? " CRC32" : ""}"`,
    },
    body: "",
  }),
};

export const status: Route = {
  name: "status",
  signed: "none",
  matches: ({ path }) => path === "/_rockpool/status",
  handle: ({ principal }) => ({ status: 200, headers: {}, body: JSON.stringify({ signed: principal !== undefined }) }),
};

/** Ends the second half of what the route {@link count} writes. */
export const held = Promise.withResolvers<void>();

/** Writes a line, and another once {@link held} is resolved. */
export const count: Route = {
  name: "count",
  signed: "none",
  matches: ({ path }) => path === "/_rockpool/count",
  handle: () => ({
    status: 200,
    headers: {},
    body: "",
    async stream(write) {
      write("one\n");
      await held.promise;
      write("two\n");
    },
  }),
};
