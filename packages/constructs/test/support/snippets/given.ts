import { aws_ec2 as ec2, aws_iam as iam, aws_lambda as lambda, type Stack } from "aws-cdk-lib";
import { Construct } from "constructs";
import type * as rockpool from "cdk-rockpool";

/** The module under test. */
export type Rds = typeof rockpool;

/** What the seed's snippets name without making it: made when it is first read, the same as in given.py. */
export type Given = ReturnType<typeof given>;

export function given(stack: Stack, rds: Rds) {
  const scope = new Construct(stack, "Given");
  const vpc = once(() => new ec2.Vpc(scope, "Vpc"));
  const instance = once(
    () =>
      new rds.DatabaseInstance(scope, "Instance", {
        engine: rds.DatabaseInstanceEngine.mysql({ version: rds.MysqlEngineVersion.VER_8_0_40 }),
        vpc: vpc(),
      }),
  );
  const cluster = once(
    () =>
      new rds.DatabaseCluster(scope, "Cluster", {
        engine: rds.DatabaseClusterEngine.auroraMysql({ version: rds.AuroraMysqlEngineVersion.VER_3_08_0 }),
        vpc: vpc(),
        writer: rds.ClusterInstance.provisioned("Writer"),
      }),
  );
  const code = once(() => lambda.Code.fromInline("exports.handler = async () => {};"));
  const runtime = lambda.Runtime.NODEJS_22_X;

  return {
    stack,
    get vpc() {
      return vpc();
    },
    get instance() {
      return instance();
    },
    get dbInstance() {
      return instance();
    },
    get sourceInstance() {
      return instance();
    },
    get secrets() {
      const { secret } = instance();
      return secret === undefined ? [] : [secret];
    },
    get cluster() {
      return cluster();
    },
    get code() {
      return code();
    },
    get fn() {
      return new lambda.Function(scope, "Fn", { code: code(), handler: "index.handler", runtime });
    },
    get securityGroup() {
      return new ec2.SecurityGroup(scope, "SecurityGroup", { vpc: vpc() });
    },
    get myImportedSecret() {
      return new rds.DatabaseSecret(scope, "Secret", { username: "imported" });
    },
    get myEndpoint() {
      return vpc().addInterfaceEndpoint("Endpoint", { service: ec2.InterfaceVpcEndpointAwsService.SECRETS_MANAGER });
    },
    get myLogsPublishingRole() {
      return new iam.Role(scope, "LogsRole", { assumedBy: new iam.ServicePrincipal("lambda.amazonaws.com") });
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
