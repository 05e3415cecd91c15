import {
  aws_ec2 as ec2,
  aws_iam as iam,
  aws_kms as kms,
  aws_rds as rds,
  aws_secretsmanager as secretsmanager,
  CfnOutput,
  Duration,
  RemovalPolicy,
  type Stack,
  Token,
} from "aws-cdk-lib";
import { clusterOf, engineOf, type Proxied, type Rds, type Refusal, type Scenario } from "../kit.ts";

const UNIQUE_NAMES = "@aws-cdk/aws-rds:databaseProxyUniqueResourceName";

type Options = (m: Rds, stack: Stack, vpc: ec2.IVpc, db: Proxied) => Partial<rds.DatabaseProxyOptions>;

/** A cluster with a proxy, which has the cluster's secret unless `options` says otherwise. */
function proxied(name: string, options: Options, use: (made: Made) => void = () => {}, context = {}): Scenario {
  return {
    name,
    context,
    build: (m, stack, vpc) => {
      const db = clusterOf(m, stack, vpc);
      const proxy = new m.DatabaseProxy(db, "Proxy", {
        vpc,
        secrets: [db.secret],
        proxyTarget: m.ProxyTarget.fromCluster(db),
        ...options(m, stack, vpc, db),
      });
      use({ m, stack, vpc, db, proxy });
    },
  };
}

interface Made {
  readonly m: Rds;
  readonly stack: Stack;
  readonly vpc: ec2.IVpc;
  readonly db: Proxied;
  readonly proxy: rds.DatabaseProxy;
}

function refused(name: string, words: RegExp, options: Options, use?: (made: Made) => void): Refusal {
  return { ...proxied(name, options, use), words };
}

/** Values that only ours refuses, since RDS does: `aws-cdk-lib` lets them pass to the deployment. */
export const refusedByOursAlone: readonly Refusal[] = [
  refused("no connections", /maxConnectionsPercent is 0; it must be from 1 to 100/, () => ({
    maxConnectionsPercent: 0,
  })),
  refused("more idle connections than connections", /maxIdleConnectionsPercent is 60; it must be from 0 to 50/, () => ({
    maxConnectionsPercent: 50,
    maxIdleConnectionsPercent: 60,
  })),
  refused("waiting for too long", /borrowTimeout is 7200 seconds; it must be from 0 to 3600 seconds/, () => ({
    borrowTimeout: Duration.hours(2),
  })),
  refused("idling for too long", /idleClientTimeout is 32400 seconds; it must be from 1 to 28800 seconds/, () => ({
    idleClientTimeout: Duration.hours(9),
  })),
  refused("a malformed name", /dbProxyName is "my_proxy"; it must be 1 to 64 letters, digits or hyphens/, () => ({
    dbProxyName: "my_proxy",
  })),
  refused(
    "a type of MySQL's for PostgreSQL that only ours knows",
    /a database of the POSTGRESQL family takes POSTGRES_SCRAM_SHA_256, POSTGRES_MD5/,
    (m) => ({ clientPasswordAuthType: m.ClientPasswordAuthType.MYSQL_CACHING_SHA2_PASSWORD }),
  ),
  refused(
    "a malformed name of an endpoint",
    /dbProxyEndpointName is "a--b"; it must be 1 to 64 letters/,
    () => ({}),
    ({ proxy, vpc }) => proxy.addEndpoint("Endpoint", { vpc, dbProxyEndpointName: "a--b" }),
  ),
  {
    name: "a login at an imported proxy whose ARN ends before its resource id",
    words: /arn:aws:rds:eu-west-1:123456789012:db-proxy has no resource id; give the proxy's whole ARN/,
    build: (m, stack) =>
      imported(m, stack, "arn:aws:rds:eu-west-1:123456789012:db-proxy").grantConnect(
        new iam.Role(stack, "Role", { assumedBy: new iam.AccountRootPrincipal() }),
        "reader",
      ),
  },
];

export const scenarios: readonly Scenario[] = [
  proxied("a proxy", () => ({})),
  {
    name: "a proxy that a cluster adds, and one that an imported cluster adds",
    build: (m, stack, vpc) => {
      const db = clusterOf(m, stack, vpc);
      const theirs = m.DatabaseCluster.fromDatabaseClusterAttributes(stack, "Theirs", {
        clusterIdentifier: "theirs",
        engine: engineOf(m),
        port: 5432,
        securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-12345678")],
      });
      for (const cluster of [db, theirs]) {
        cluster.addProxy("Proxy", {
          vpc,
          secrets: [db.secret],
          sessionPinningFilters: [m.SessionPinningFilter.EXCLUDE_VARIABLE_SETS],
          clientPasswordAuthType: m.ClientPasswordAuthType.POSTGRES_MD5,
          defaultAuthScheme: m.DefaultAuthScheme.NONE,
        });
      }
    },
  },
  proxied("every option of a proxy", (m, stack, vpc) => ({
    dbProxyName: "My-Proxy",
    borrowTimeout: Duration.seconds(3),
    initQuery: "SET x=1, y=2",
    maxConnectionsPercent: 50,
    maxIdleConnectionsPercent: 20,
    sessionPinningFilters: [m.SessionPinningFilter.EXCLUDE_VARIABLE_SETS, m.SessionPinningFilter.of("OTHER")],
    debugLogging: true,
    iamAuth: true,
    idleClientTimeout: Duration.minutes(5),
    requireTLS: false,
    role: new iam.Role(stack, "Role", { assumedBy: new iam.ServicePrincipal("rds.amazonaws.com") }),
    securityGroups: [
      new ec2.SecurityGroup(stack, "Group", { vpc }),
      ec2.SecurityGroup.fromSecurityGroupId(stack, "Other", "sg-12345678"),
    ],
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    clientPasswordAuthType: m.ClientPasswordAuthType.POSTGRES_SCRAM_SHA_256,
    defaultAuthScheme: m.DefaultAuthScheme.NONE,
  })),
  proxied("everything that can be switched off, switched off", () => ({
    borrowTimeout: Duration.seconds(0),
    initQuery: "",
    dbProxyName: "",
    maxIdleConnectionsPercent: 0,
    sessionPinningFilters: [],
    debugLogging: false,
    iamAuth: false,
    requireTLS: true,
  })),
  proxied("values of deploy time", () => ({
    dbProxyName: Token.asString({ Ref: "Name" }),
    maxConnectionsPercent: Token.asNumber({ Ref: "Most" }),
    maxIdleConnectionsPercent: 30,
    borrowTimeout: Duration.seconds(Token.asNumber({ Ref: "Borrow" })),
  })),
  proxied("a proxy without security groups", () => ({ securityGroups: [] })),
  proxied("secrets with keys", (_m, stack, _vpc, { secret }) => ({
    secrets: [
      secret,
      new secretsmanager.Secret(stack, "Own", { encryptionKey: new kms.Key(stack, "Key") }),
      secretsmanager.Secret.fromSecretAttributes(stack, "Theirs", {
        secretCompleteArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:theirs-abcdef",
        encryptionKey: kms.Key.fromKeyArn(stack, "TheirKey", "arn:aws:kms:eu-west-1:123456789012:key/1"),
      }),
    ],
  })),
  proxied("IAM all the way", (m) => ({ defaultAuthScheme: m.DefaultAuthScheme.IAM_AUTH, secrets: undefined })),
  proxied("IAM all the way, with an empty list of secrets", (m) => ({
    defaultAuthScheme: m.DefaultAuthScheme.IAM_AUTH,
    secrets: [],
    iamAuth: true,
  })),
  proxied("IAM all the way, with secrets", (m) => ({ defaultAuthScheme: m.DefaultAuthScheme.IAM_AUTH })),
  ...[true, false].flatMap((unique) => [
    proxied(`a name from the ${unique ? "path" : "id"}`, () => ({}), undefined, { [UNIQUE_NAMES]: unique }),
    proxied(`a given name, with unique names ${unique ? "on" : "off"}`, () => ({ dbProxyName: "given" }), undefined, {
      [UNIQUE_NAMES]: unique,
    }),
  ]),
  {
    name: "a name from a long path",
    context: { [UNIQUE_NAMES]: true },
    build: (m, stack, vpc) => {
      const db = clusterOf(m, stack, vpc);
      db.addProxy("P".repeat(70), { vpc, secrets: [db.secret] });
    },
  },
  proxied(
    "grants, references and rules",
    () => ({}),
    ({ stack, vpc, proxy }) => {
      proxy.grantConnect(new iam.User(stack, "User"));
      proxy.grantConnect(new iam.Role(stack, "Role", { assumedBy: new iam.AccountRootPrincipal() }), "app");
      proxy.connections.allowFrom(new ec2.SecurityGroup(stack, "Client", { vpc }), ec2.Port.tcp(5432));
      new CfnOutput(stack, "Values", {
        value: stack.toJsonString([proxy.dbProxyRef, proxy.dbProxyArn, proxy.dbProxyName, proxy.endpoint]),
      });
    },
  ),
  proxied(
    "a grant for a named user, without secrets",
    (m) => ({ defaultAuthScheme: m.DefaultAuthScheme.IAM_AUTH, secrets: undefined }),
    ({ stack, proxy }) => proxy.grantConnect(new iam.User(stack, "User"), "app"),
  ),
  proxied(
    "a secret attached to a proxy",
    () => ({}),
    ({ m, stack, proxy }) => new m.DatabaseSecret(stack, "App", { username: "app" }).attach(proxy),
  ),
  proxied(
    "two proxies of a cluster",
    () => ({}),
    ({ db, vpc }) => db.addProxy("Second", { vpc, secrets: [db.secret] }),
  ),
  proxied(
    "a proxy before and after a resource of the cluster's own",
    () => ({}),
    ({ m, vpc, db, stack }) => {
      new rds.CfnDBInstance(db, "Late").applyRemovalPolicy(RemovalPolicy.DESTROY);
      new rds.CfnDBInstance(stack, "Elsewhere").applyRemovalPolicy(RemovalPolicy.DESTROY);
      new m.DatabaseProxy(stack, "Later", {
        vpc,
        secrets: [db.secret],
        proxyTarget: m.ProxyTarget.fromCluster(db),
      });
    },
  ),
  {
    name: "a proxy of a cluster with readers, rotation and logs, and of one with instanceProps",
    build: (m, stack, vpc) => {
      const db = new m.DatabaseCluster(stack, "New", {
        engine: engineOf(m),
        vpc,
        writer: m.ClusterInstance.provisioned("Writer", { parameters: { a: "1" } }),
        readers: [
          m.ClusterInstance.provisioned("Reader"),
          m.ClusterInstance.provisioned("Taken", { isFromLegacyInstanceProps: true }),
        ],
        cloudwatchLogsExports: ["postgresql"],
        cloudwatchLogsRetention: 7,
      });
      db.addRotationSingleUser();
      const old = new m.DatabaseCluster(stack, "Old", { engine: engineOf(m), instanceProps: { vpc } });
      const secrets = [new secretsmanager.Secret(stack, "Login")];
      for (const cluster of [db, old]) cluster.addProxy("Proxy", { vpc, secrets });
    },
  },
  ...(["MYSQL_NATIVE_PASSWORD", "MYSQL_CACHING_SHA2_PASSWORD"] as const).map((type): Scenario => ({
    name: `${type} on MySQL`,
    build: (m, stack, vpc) => {
      const db = clusterOf(m, stack, vpc, "mysql");
      const clientPasswordAuthType = m.ClientPasswordAuthType[type];
      db.addProxy("Proxy", { vpc, secrets: [db.secret], clientPasswordAuthType });
    },
  })),
  proxied("POSTGRES_MD5 on PostgreSQL", (m) => ({ clientPasswordAuthType: m.ClientPasswordAuthType.POSTGRES_MD5 })),
  {
    name: "an imported proxy",
    build: (m, stack) => {
      const proxy = imported(m, stack);
      proxy.grantConnect(new iam.User(stack, "User"), "app");
      new CfnOutput(stack, "Values", {
        value: stack.toJsonString([proxy.dbProxyRef, proxy.dbProxyArn, proxy.dbProxyName, proxy.endpoint]),
      });
    },
  },
];

function imported(
  m: Rds,
  stack: Stack,
  dbProxyArn = "arn:aws:rds:eu-west-1:123456789012:db-proxy:prx-0123456789abcdef0",
) {
  return m.DatabaseProxy.fromDatabaseProxyAttributes(stack, "Proxy", {
    dbProxyName: "theirs",
    dbProxyArn,
    endpoint: "theirs.proxy-abcdef.eu-west-1.rds.amazonaws.com",
    securityGroups: [],
  });
}

export const refusals: readonly Refusal[] = [
  refused("no secrets", /the proxy has no secrets to log in to its database with/, () => ({ secrets: [] })),
  refused("the scheme without secrets, and none", /the proxy has no secrets/, (m) => ({
    secrets: undefined,
    defaultAuthScheme: m.DefaultAuthScheme.NONE,
  })),
  refused(
    "a type of MySQL's for PostgreSQL",
    /clientPasswordAuthType is MYSQL_NATIVE_PASSWORD; a database of the POSTGRESQL family takes/,
    (m) => ({ clientPasswordAuthType: m.ClientPasswordAuthType.MYSQL_NATIVE_PASSWORD }),
  ),
  refused(
    "a type of SQL Server's for PostgreSQL",
    /clientPasswordAuthType is SQL_SERVER_AUTHENTICATION; a database of the POSTGRESQL family takes/,
    (m) => ({ clientPasswordAuthType: m.ClientPasswordAuthType.SQL_SERVER_AUTHENTICATION }),
  ),
  ...(["POSTGRES_MD5", "POSTGRES_SCRAM_SHA_256"] as const).map((type): Refusal => ({
    name: `${type} for MySQL`,
    words: new RegExp(`clientPasswordAuthType is ${type}; a database of the MYSQL family takes MYSQL_NATIVE_PASSWORD`),
    build: (m, stack, vpc) => {
      const db = clusterOf(m, stack, vpc, "mysql");
      const clientPasswordAuthType = m.ClientPasswordAuthType[type];
      db.addProxy("Proxy", { vpc, secrets: [db.secret], clientPasswordAuthType });
    },
  })),
  refused(
    "a grant without a user, with two secrets",
    /grantConnect has no database user, and the proxy has 2 secrets/,
    (_m, stack, _vpc, { secret }) => ({ secrets: [secret, new secretsmanager.Secret(stack, "Second")] }),
    ({ stack, proxy }) => proxy.grantConnect(new iam.User(stack, "User")),
  ),
  refused(
    "a grant without a user, without secrets",
    /grantConnect has no database user, and the proxy has 0 secrets/,
    (m) => ({ defaultAuthScheme: m.DefaultAuthScheme.IAM_AUTH, secrets: undefined }),
    ({ stack, proxy }) => proxy.grantConnect(new iam.User(stack, "User")),
  ),
  {
    name: "a grant without a user, on an imported proxy",
    words: /the secrets of an imported proxy are not known/,
    build: (m, stack) => imported(m, stack).grantConnect(new iam.User(stack, "User")),
  },
];
