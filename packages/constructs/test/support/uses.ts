import {
  aws_appsync as appsync,
  aws_backup as backup,
  aws_cloudwatch as cloudwatch,
  aws_ec2 as ec2,
  aws_events_targets as targets,
  aws_lambda as lambda,
  type aws_rds as rds,
  aws_secretsmanager as secretsmanager,
  aws_sns as sns,
  type Stack,
} from "aws-cdk-lib";
import type { Rds } from "./libraries.ts";

/** One database of each kind, as other services take them. */
export interface Databases {
  readonly cluster: rds.DatabaseCluster;
  readonly serverless: rds.ServerlessCluster;
  readonly instance: rds.DatabaseInstance;
}

export function databasesOf(m: Rds, stack: Stack, vpc: ec2.IVpc): Databases {
  return {
    cluster: new m.DatabaseCluster(stack, "Cluster", {
      engine: m.DatabaseClusterEngine.auroraPostgres({ version: m.AuroraPostgresEngineVersion.VER_16_4 }),
      writer: m.ClusterInstance.serverlessV2("Writer"),
      enableDataApi: true,
      iamAuthentication: true,
      storageEncrypted: true,
      vpc,
    }),
    serverless: new m.ServerlessCluster(stack, "Serverless", {
      engine: m.DatabaseClusterEngine.auroraMysql({ version: m.AuroraMysqlEngineVersion.VER_2_11_2 }),
      enableDataApi: true,
      vpc,
    }),
    instance: new m.DatabaseInstance(stack, "Instance", {
      engine: m.DatabaseInstanceEngine.postgres({ version: m.PostgresEngineVersion.VER_16_4 }),
      iamAuthentication: true,
      storageEncrypted: true,
      vpc,
    }),
  };
}

function secretOf({ secret }: { readonly secret?: secretsmanager.ISecret }): secretsmanager.ISecret {
  if (!secret) throw new Error("the database has no secret");
  return secret;
}

function functionIn(stack: Stack, vpc: ec2.IVpc): lambda.Function {
  return new lambda.Function(stack, "Function", {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: "index.handler",
    code: lambda.Code.fromInline("exports.handler = async () => {}"),
    vpc,
  });
}

/** What another part of `aws-cdk-lib` does with databases. */
interface Use {
  readonly name: string;
  /** A type of resource that must come of it. */
  readonly makes: string;
  readonly with: (databases: Databases, stack: Stack, vpc: ec2.IVpc) => void;
}

export const USES: readonly Use[] = [
  {
    name: "AppSync reads from clusters",
    makes: "AWS::AppSync::DataSource",
    with: ({ cluster, serverless }, stack) => {
      const api = appsync.GraphqlApi.fromGraphqlApiAttributes(stack, "Api", { graphqlApiId: "api" });
      api.addRdsDataSourceV2("V2", cluster, secretOf(cluster), "shop");
      api.addRdsDataSource("V1", serverless, secretOf(serverless), "shop");
    },
  },
  {
    name: "Backup selects databases",
    makes: "AWS::Backup::BackupSelection",
    with: ({ cluster, serverless, instance }, stack) => {
      backup.BackupPlan.dailyWeeklyMonthly5YearRetention(stack, "Plan").addSelection("Selection", {
        resources: [
          backup.BackupResource.fromRdsDatabaseCluster(cluster),
          backup.BackupResource.fromRdsServerlessCluster(serverless),
          backup.BackupResource.fromRdsDatabaseInstance(instance),
        ],
      });
    },
  },
  {
    name: "CloudWatch alarms on metrics",
    makes: "AWS::CloudWatch::Alarm",
    with: ({ cluster, instance }, stack) => {
      const metrics = [
        cluster.metricDatabaseConnections(),
        cluster.metricACUUtilization(),
        cluster.metricServerlessDatabaseCapacity({ statistic: "max" }),
        instance.metricFreeStorageSpace(),
        instance.metricReadIOPS(),
        instance.metric("Deadlocks"),
      ];
      for (const [index, metric] of metrics.entries())
        metric.createAlarm(stack, `Alarm${index}`, { threshold: 1, evaluationPeriods: 2 });
    },
  },
  {
    name: "a CloudWatch dashboard shows metrics",
    makes: "AWS::CloudWatch::Dashboard",
    with: ({ cluster, instance }, stack) => {
      new cloudwatch.Dashboard(stack, "Dashboard").addWidgets(
        new cloudwatch.GraphWidget({
          left: [cluster.metricCPUUtilization(), instance.metricFreeableMemory()],
          right: [
            new cloudwatch.MathExpression({
              expression: "read + write",
              usingMetrics: { read: cluster.metricVolumeReadIOPs(), write: cluster.metricVolumeWriteIOPs() },
            }),
          ],
        }),
      );
    },
  },
  {
    name: "EventBridge rules pass an instance's events on",
    makes: "AWS::Events::Rule",
    with: ({ instance }, stack, vpc) => {
      instance.onEvent("Function", { target: new targets.LambdaFunction(functionIn(stack, vpc)) });
      const topic = new sns.Topic(stack, "Topic");
      const rule = instance.onEvent("Rule", { eventPattern: { detail: { EventID: ["RDS-EVENT-0004"] } } });
      rule.addTarget(new targets.SnsTopic(topic));
    },
  },
  {
    name: "secrets are attached to databases",
    makes: "AWS::SecretsManager::SecretTargetAttachment",
    with: ({ cluster, serverless, instance }, stack) => {
      for (const [name, target] of Object.entries({ cluster, serverless, instance })) {
        const attached = new secretsmanager.Secret(stack, `For-${name}`).attach(target);
        attached.addRotationSchedule("Hosted", {
          hostedRotation: secretsmanager.HostedRotation.postgreSqlSingleUser(),
        });
      }
      new secretsmanager.SecretTargetAttachment(stack, "Attachment", {
        secret: new secretsmanager.Secret(stack, "Another"),
        target: cluster,
      });
    },
  },
  {
    name: "Secrets Manager rotates what it attached, from within the VPC",
    makes: "AWS::SecretsManager::RotationSchedule",
    with: ({ cluster, instance }, stack, vpc) => {
      const vpcSubnets = { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS };
      new secretsmanager.SecretRotation(stack, "Rotation", {
        application: cluster.singleUserRotationApplication,
        secret: secretOf(cluster),
        target: cluster,
        vpc,
        vpcSubnets,
      });
      secretOf(instance).addRotationSchedule("Hosted", {
        hostedRotation: secretsmanager.HostedRotation.postgreSqlSingleUser({ functionName: "rotate", vpc, vpcSubnets }),
      });
    },
  },
  {
    name: "a function logs in",
    makes: "AWS::Lambda::Function",
    with: ({ cluster, serverless, instance }, stack, vpc) => {
      const reader = functionIn(stack, vpc);
      reader.addEnvironment("CLUSTER", cluster.clusterEndpoint.socketAddress);
      reader.addEnvironment("READER", cluster.clusterReadEndpoint.hostname);
      reader.addEnvironment("INSTANCE", instance.dbInstanceEndpointAddress + instance.dbInstanceEndpointPort);
      reader.addEnvironment("SECRET", secretOf(cluster).secretArn);
      secretOf(cluster).grantRead(reader);
      cluster.grantConnect(reader, "app");
      cluster.grantDataApiAccess(reader);
      serverless.grantDataApiAccess(reader);
      instance.grantConnect(reader);
      reader.connections.allowToDefaultPort(cluster);
      instance.connections.allowDefaultPortFrom(reader, "the function");
    },
  },
  {
    name: "databases and bastions connect to one another",
    makes: "AWS::EC2::SecurityGroupIngress",
    with: ({ cluster, serverless, instance }, stack, vpc) => {
      const bastion = new ec2.BastionHostLinux(stack, "Bastion", { vpc });
      cluster.connections.allowFrom(bastion, ec2.Port.tcp(5432));
      cluster.connections.allowTo(instance, ec2.Port.tcpRange(5432, 5433));
      serverless.connections.allowInternally(ec2.Port.allTraffic());
      instance.connections.allowDefaultPortInternally();
      instance.connections.addSecurityGroup(new ec2.SecurityGroup(stack, "Late", { vpc }));
    },
  },
  {
    name: "proxies stand in front of databases",
    makes: "AWS::RDS::DBProxy",
    with: ({ cluster, instance }, stack, vpc) => {
      const proxy = cluster.addProxy("Proxy", { vpc, secrets: [secretOf(cluster)] });
      instance.addProxy("InstanceProxy", { vpc, secrets: [secretOf(instance)] });
      proxy.grantConnect(functionIn(stack, vpc), "app");
      new secretsmanager.Secret(stack, "ForProxy").attach(proxy);
    },
  },
];
