import {
  aws_events_targets as targets,
  aws_iam as iam,
  aws_kms as kms,
  aws_lambda as lambda,
  aws_sqs as sqs,
  CfnOutput,
  Duration,
} from "aws-cdk-lib";
import type { Stack } from "aws-cdk-lib";
import { instance, mysqlInstance, oracle, refusedInstance, type Refusal, type Scenario, sqlServer } from "../kit.ts";

const METRICS = [
  "metricCPUUtilization",
  "metricDatabaseConnections",
  "metricFreeStorageSpace",
  "metricFreeableMemory",
  "metricReadIOPS",
  "metricWriteIOPS",
] as const;

const monitoringRole = (stack: Stack) =>
  new iam.Role(stack, "Monitor", { assumedBy: new iam.ServicePrincipal("monitoring.rds.amazonaws.com") });

export const scenarios: readonly Scenario[] = [
  instance(
    "every metric",
    () => ({}),
    (db, stack) => {
      for (const props of [undefined, { period: Duration.minutes(1), statistic: "Maximum", label: "most" }]) {
        const metrics = [...METRICS.map((name) => db[name](props)), db.metric("ReadLatency", props)];
        new CfnOutput(stack, props ? "Shaped" : "Plain", {
          value: stack.toJsonString(metrics.map((metric) => metric.toMetricConfig().metricStat)),
        });
      }
    },
  ),
  ...METRICS.map((name) =>
    instance(
      `an alarm on ${name}`,
      () => ({}),
      (db, stack) => {
        db[name]().createAlarm(stack, "Alarm", { threshold: 1, evaluationPeriods: 2 });
      },
    ),
  ),
  instance(
    "events",
    () => ({}),
    (db) => db.onEvent("Event"),
  ),
  instance(
    "events to a queue",
    () => ({}),
    (db, stack) => {
      const rule = db.onEvent("Event", {
        target: new targets.SqsQueue(new sqs.Queue(stack, "Queue")),
        description: "what happens",
        ruleName: "happenings",
      });
      rule.addEventPattern({ detail: { EventCategories: ["availability"] } });
    },
  ),
  instance(
    "events of some kind, to a function",
    () => ({}),
    (db, stack) => {
      const handler = new lambda.Function(stack, "Function", {
        runtime: lambda.Runtime.NODEJS_22_X,
        handler: "index.handler",
        code: lambda.Code.fromInline("exports.handler = async () => {}"),
      });
      db.onEvent("Event", {
        target: new targets.LambdaFunction(handler),
        eventPattern: { detailType: ["RDS DB Instance Event"], source: ["mine"], resources: ["arn:mine"] },
      });
    },
  ),
  instance("enhanced monitoring", () => ({ monitoringInterval: Duration.minutes(1) })),
  instance("enhanced monitoring with a role", (_m, stack) => ({
    monitoringInterval: Duration.seconds(15),
    monitoringRole: monitoringRole(stack),
  })),
  instance("enhanced monitoring with an imported role", (_m, stack) => ({
    monitoringInterval: Duration.seconds(15),
    monitoringRole: iam.Role.fromRoleArn(stack, "Monitor", "arn:aws:iam::123456789012:role/theirs"),
  })),
  instance("enhanced monitoring switched off", () => ({ monitoringInterval: Duration.seconds(0) })),
  instance("enhanced monitoring switched off, with a role", (_m, stack) => ({
    monitoringInterval: Duration.seconds(0),
    monitoringRole: monitoringRole(stack),
  })),
  instance("a monitoring role without an interval", (_m, stack) => ({ monitoringRole: monitoringRole(stack) })),
  instance("Performance Insights", () => ({ enablePerformanceInsights: true })),
  instance("Performance Insights switched off", () => ({ enablePerformanceInsights: false })),
  ...(["DEFAULT", "MONTHS_1", "MONTHS_15", "LONG_TERM"] as const).map((retention) =>
    instance(`Performance Insights for ${retention}`, (m) => ({
      performanceInsightRetention: m.PerformanceInsightRetention[retention],
    })),
  ),
  instance("Performance Insights with a key", (_m, stack) => ({
    performanceInsightEncryptionKey: new kms.Key(stack, "Key"),
  })),
  instance("Performance Insights with everything", (m, stack) => ({
    enablePerformanceInsights: true,
    performanceInsightRetention: m.PerformanceInsightRetention.MONTHS_2,
    performanceInsightEncryptionKey: kms.Key.fromKeyArn(stack, "Key", "arn:aws:kms:us-east-1:123456789012:key/1"),
  })),
  instance("standard Database Insights", (m) => ({ databaseInsightsMode: m.DatabaseInsightsMode.STANDARD })),
  instance("standard Database Insights with Performance Insights", (m) => ({
    databaseInsightsMode: m.DatabaseInsightsMode.STANDARD,
    enablePerformanceInsights: true,
  })),
  instance("standard Database Insights without Performance Insights", (m) => ({
    databaseInsightsMode: m.DatabaseInsightsMode.STANDARD,
    enablePerformanceInsights: false,
  })),
  instance("advanced Database Insights", (m) => ({
    databaseInsightsMode: m.DatabaseInsightsMode.ADVANCED,
    performanceInsightRetention: m.PerformanceInsightRetention.MONTHS_15,
  })),
  instance("log exports", () => ({ cloudwatchLogsExports: ["postgresql", "upgrade"] })),
  instance("no log exports, said so", () => ({ cloudwatchLogsExports: [], cloudwatchLogsRetention: 30 })),
  instance(
    "log exports with a retention, read by someone",
    () => ({ cloudwatchLogsExports: ["postgresql", "upgrade"], cloudwatchLogsRetention: 30 }),
    (db, stack) => {
      const grantee = new iam.User(stack, "User");
      for (const group of Object.values(db.cloudwatchLogGroups)) group.grantRead(grantee);
      new CfnOutput(stack, "Types", { value: Object.keys(db.cloudwatchLogGroups).join() });
    },
  ),
  instance(
    "log exports without a retention, read by someone",
    () => ({ cloudwatchLogsExports: ["postgresql"] }),
    (db, stack) => {
      for (const group of Object.values(db.cloudwatchLogGroups)) group.grantRead(new iam.User(stack, "User"));
    },
  ),
  instance("log exports with a retention and a role", (m, stack) => ({
    engine: mysqlInstance(m),
    cloudwatchLogsExports: ["error", "slowquery"],
    cloudwatchLogsRetention: 365,
    cloudwatchLogsRetentionRole: new iam.Role(stack, "Role", {
      assumedBy: new iam.ServicePrincipal("lambda.amazonaws.com"),
    }),
  })),
  instance("a retention of no logs", () => ({ cloudwatchLogsRetention: 30 })),
  instance("logs of Oracle", (m) => ({ engine: oracle(m), cloudwatchLogsExports: ["alert", "listener"] })),
  instance("logs of SQL Server", (m) => ({ engine: sqlServer(m), cloudwatchLogsExports: ["agent", "error"] })),
  instance("logs that nobody knows yet", () => ({ cloudwatchLogsExports: ["new-kind-of-log"] })),
];

export const refusals: readonly Refusal[] = [
  refusedInstance("monitoring in parts of a second", /monitoringInterval in seconds is 1.5; it must be one of/, () => ({
    monitoringInterval: Duration.millis(1500),
  })),
  refusedInstance("Performance Insights off with a retention", /enablePerformanceInsights is false, but/, () => ({
    enablePerformanceInsights: false,
    performanceInsightRetention: 7,
  })),
  refusedInstance("Performance Insights off with a key", /enablePerformanceInsights is false, but/, (_m, stack) => ({
    enablePerformanceInsights: false,
    performanceInsightEncryptionKey: new kms.Key(stack, "Key"),
  })),
  refusedInstance(
    "Performance Insights off with advanced Database Insights",
    /enablePerformanceInsights is false/,
    (m) => ({
      enablePerformanceInsights: false,
      databaseInsightsMode: m.DatabaseInsightsMode.ADVANCED,
      performanceInsightRetention: m.PerformanceInsightRetention.MONTHS_15,
    }),
  ),
  refusedInstance("advanced Database Insights without a retention", /with performanceInsightRetention unset/, (m) => ({
    databaseInsightsMode: m.DatabaseInsightsMode.ADVANCED,
  })),
  refusedInstance("advanced Database Insights with 7 days", /it needs PerformanceInsightRetention.MONTHS_15/, (m) => ({
    databaseInsightsMode: m.DatabaseInsightsMode.ADVANCED,
    performanceInsightRetention: m.PerformanceInsightRetention.DEFAULT,
  })),
];

export const refusedByOursAlone: readonly Refusal[] = [
  refusedInstance(
    "a monitoring interval that there is not",
    /monitoringInterval in seconds is 7; it must be one of 0, 1, 5, 10, 15, 30, 60/,
    () => ({ monitoringInterval: Duration.seconds(7) }),
  ),
];
