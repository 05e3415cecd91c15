import { CfnOutput, Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import { SubnetType, Vpc } from "aws-cdk-lib/aws-ec2";
import { Code, Function, FunctionUrlAuthType, Runtime } from "aws-cdk-lib/aws-lambda";
import {
  AuroraMysqlEngineVersion,
  AuroraPostgresEngineVersion,
  ClusterInstance,
  DatabaseCluster,
  DatabaseClusterEngine,
  DatabaseConnection,
  DatabaseInitializer,
  type IClusterEngine,
  SqlScript,
} from "cdk-rockpool";
import type { Construct } from "constructs";

const ENGINES: Record<string, IClusterEngine> = {
  postgres: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_16_8 }),
  mysql: DatabaseClusterEngine.auroraMysql({ version: AuroraMysqlEngineVersion.VER_3_08_2 }),
};

/** A database whose table and first row come with the stack, read by a function through its URL. */
export class ArticleStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // The database: Aurora Serverless v2 with the Data API, in subnets without a way to the internet.
    const engine = ENGINES[this.node.tryGetContext("engine") ?? "postgres"];
    if (!engine) throw new Error(`-c engine= takes ${Object.keys(ENGINES).join(" or ")}`);
    const vpc = new Vpc(this, "Vpc", {
      maxAzs: 2,
      natGateways: 0,
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [{ name: "Database", subnetType: SubnetType.PRIVATE_ISOLATED }],
    });
    const cluster = new DatabaseCluster(this, "Database", {
      engine,
      writer: ClusterInstance.serverlessV2("Writer"),
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      defaultDatabaseName: "testdb",
      enableDataApi: true,
      storageEncrypted: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });

    // Its content: run once, while the stack is created.
    const connection = DatabaseConnection.dataApi(cluster);
    const content = new DatabaseInitializer(this, "Content", {
      connection,
      databaseName: "testdb",
      script: SqlScript.inline(
        "create table Pets(id varchar(200), type varchar(200), price float)",
        "insert into Pets values ('111', 'dog', 123)",
      ),
    });

    // A function that reads it, behind a URL that everyone may call.
    const reader = new Function(this, "Reader", {
      runtime: Runtime.NODEJS_22_X,
      code: Code.fromAsset("function"),
      handler: "index.handler",
      timeout: Duration.seconds(30),
      environment: {
        CLUSTER_ARN: cluster.clusterArn,
        SECRET_ARN: connection.secret.secretArn,
        DATABASE_NAME: "testdb",
      },
    });
    cluster.grantDataApiAccess(reader);
    content.executeBefore(reader);
    const url = reader.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });

    new CfnOutput(this, "FunctionUrl", { value: url.url });
    new CfnOutput(this, "ClusterArn", { value: cluster.clusterArn });
    new CfnOutput(this, "SecretArn", { value: connection.secret.secretArn });
  }
}
