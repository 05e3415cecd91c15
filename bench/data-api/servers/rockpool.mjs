// A pool with an Aurora PostgreSQL and an Aurora MySQL cluster, in a process of its own.
import { startPool } from "rockpool";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// data-api-local opens a connection for every call.
const group = (family) => ({
  Type: "AWS::RDS::DBClusterParameterGroup",
  Properties: { Family: family, Description: "bench", Parameters: { max_connections: "300" } },
});
const cluster = (engine, parameters) => ({
  Type: "AWS::RDS::DBCluster",
  Properties: {
    DBClusterParameterGroupName: { Ref: parameters },
    Engine: engine,
    MasterUsername: "owner",
    MasterUserPassword: "bench-Passw0rd",
    DatabaseName: "bench",
    EnableHttpEndpoint: true,
  },
});
const instance = (engine, of) => ({
  Type: "AWS::RDS::DBInstance",
  Properties: { Engine: engine, DBClusterIdentifier: { Ref: of }, DBInstanceClass: "db.r6g.large" },
});
const template = {
  Resources: {
    postgres: cluster("aurora-postgresql", "postgresParameters"),
    postgresParameters: group("aurora-postgresql17"),
    postgres1: instance("aurora-postgresql", "postgres"),
    mysql: cluster("aurora-mysql", "mysqlParameters"),
    mysqlParameters: group("aurora-mysql8.0"),
    mysql1: instance("aurora-mysql", "mysql"),
    secret: {
      Type: "AWS::SecretsManager::Secret",
      Properties: { SecretString: JSON.stringify({ username: "owner", password: "bench-Passw0rd" }) },
    },
  },
  Outputs: {
    Secret: { Value: { Ref: "secret" } },
    postgresArn: { Value: { "Fn::GetAtt": ["postgres", "DBClusterArn"] } },
    postgresHost: { Value: { "Fn::GetAtt": ["postgres", "Endpoint.Address"] } },
    postgresPort: { Value: { "Fn::GetAtt": ["postgres", "Endpoint.Port"] } },
    mysqlArn: { Value: { "Fn::GetAtt": ["mysql", "DBClusterArn"] } },
    mysqlHost: { Value: { "Fn::GetAtt": ["mysql", "Endpoint.Address"] } },
    mysqlPort: { Value: { "Fn::GetAtt": ["mysql", "Endpoint.Port"] } },
  },
};

const directory = mkdtempSync(join(tmpdir(), "rockpool-bench-"));
const pool = await startPool();
try {
  writeFileSync(join(directory, "bench.json"), JSON.stringify(template));
  const { stacks } = await pool.deploy(join(directory, "bench.json"));
  const { outputs } = stacks[0];
  const database = (name) => ({
    resourceArn: outputs[`${name}Arn`],
    secretArn: outputs.Secret,
    database: "bench",
    login: {
      host: outputs[`${name}Host`],
      port: Number(outputs[`${name}Port`]),
      user: "owner",
      password: "bench-Passw0rd",
      database: "bench",
    },
  });
  process.send({
    endpoint: pool.endpoint,
    region: pool.region,
    credentials: pool.credentials,
    postgres: database("postgres"),
    mysql: database("mysql"),
  });
} finally {
  rmSync(directory, { recursive: true });
}
process.on("message", (message) => {
  if (message === "memory") {
    globalThis.gc?.();
    process.send(process.memoryUsage());
  }
});
process.once("disconnect", () => void pool.stop().finally(() => process.exit()));
