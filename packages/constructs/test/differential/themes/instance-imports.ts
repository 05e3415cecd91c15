import {
  aws_ec2 as ec2,
  aws_events_targets as targets,
  aws_iam as iam,
  aws_secretsmanager as secretsmanager,
  aws_sqs as sqs,
  CfnParameter,
  Stack,
} from "aws-cdk-lib";
import type { aws_rds as rds } from "aws-cdk-lib";
import { Construct } from "constructs";
import { instance, mysqlInstance, postgresInstance, type Rds, type Refusal, type Scenario } from "../kit.ts";
import { tellAll } from "./instances.ts";

const ENV = { account: "123456789012", region: "us-east-1" };

/** The key under which `cdk.context.json` keeps what a lookup of the instance `theirs` found. */
const LOOKUP = [
  "cc-api-provider:account=123456789012:exactIdentifier=theirs",
  ...[
    "DBInstanceArn",
    "Endpoint.Address",
    "Endpoint.Port",
    "DbiResourceId",
    "DBSecurityGroups",
    "VPCSecurityGroups",
  ].map((name, index) => `propertiesToReturn.${index}=${name}`),
  "region=us-east-1:typeName=AWS$:$:RDS$:$:DBInstance",
].join(":");
const FOUND = {
  Identifier: "theirs",
  DBInstanceArn: "arn:aws:rds:us-east-1:123456789012:db:theirs",
  "Endpoint.Address": "theirs.abc.us-east-1.rds.amazonaws.com",
  "Endpoint.Port": "3306",
  DbiResourceId: "db-ABC",
  DBSecurityGroups: [],
  VPCSecurityGroups: ["sg-1", "sg-2"],
};

type Attributes = Partial<rds.DatabaseInstanceAttributes>;

const importedWith = (m: Rds, stack: Stack, attrs: Attributes): rds.IDatabaseInstance =>
  m.DatabaseInstance.fromDatabaseInstanceAttributes(stack, "Db", {
    instanceIdentifier: "theirs",
    instanceEndpointAddress: "host",
    port: 5432,
    securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-12345678")],
    ...attrs,
  });

type Use = (db: rds.IDatabaseInstance, stack: Stack, m: Rds, vpc: ec2.IVpc) => void;

const imported = (name: string, attrs: (m: Rds, stack: Stack) => Attributes, use: Use): Scenario => ({
  name,
  build: (m, stack, vpc) => use(importedWith(m, stack, attrs(m, stack)), stack, m, vpc),
});

const lookedUp = (name: string, found: unknown): Scenario => ({
  name,
  context: found === undefined ? {} : { [LOOKUP]: found },
  stack: { env: ENV },
  build: (m, stack) => {
    const db = m.DatabaseInstance.fromLookup(stack, "Db", { instanceIdentifier: "theirs" });
    tellAll(db, stack);
    db.connections.allowDefaultPortFromAnyIpv4();
    db.grantConnect(new iam.User(stack, "User"), "bob");
    db.metricFreeableMemory().createAlarm(stack, "Alarm", { threshold: 1, evaluationPeriods: 1 });
  },
});

const login = (stack: Stack) => new secretsmanager.Secret(stack, "Login");

export const scenarios: readonly Scenario[] = [
  imported(
    "what an imported instance tells",
    (m) => ({ engine: postgresInstance(m), instanceResourceId: "db-ABC" }),
    tellAll,
  ),
  imported(
    "an imported instance of which little is known",
    () => ({ securityGroups: [] }),
    (db, stack) => {
      tellAll(db, stack);
      login(stack).attach(db);
    },
  ),
  imported(
    "an imported instance with values of deploy time",
    (_m, stack) => ({
      instanceIdentifier: new CfnParameter(stack, "Name").valueAsString,
      port: new CfnParameter(stack, "Port", { type: "Number" }).valueAsNumber,
    }),
    (db, stack) => {
      tellAll(db, stack);
      db.connections.allowDefaultPortFromAnyIpv4();
    },
  ),
  imported(
    "connections of an imported instance",
    () => ({}),
    (db) => db.connections.allowDefaultPortFromAnyIpv4(),
  ),
  imported(
    "a login on an imported instance",
    () => ({ instanceResourceId: "db-ABC" }),
    (db, stack) => db.grantConnect(new iam.User(stack, "User"), "bob"),
  ),
  imported(
    "events and metrics of an imported instance",
    () => ({}),
    (db, stack) => {
      db.onEvent("Event", { target: new targets.SqsQueue(new sqs.Queue(stack, "Queue")) });
      db.metricWriteIOPS().createAlarm(stack, "Alarm", { threshold: 1, evaluationPeriods: 1 });
    },
  ),
  imported(
    "a proxy for an imported instance",
    (m) => ({ engine: mysqlInstance(m) }),
    (db, stack, _m, vpc) => db.addProxy("Proxy", { vpc, secrets: [login(stack)], dbProxyName: "proxy" }),
  ),
  lookedUp("an instance that is to be looked up", undefined),
  lookedUp("an instance that was looked up", [FOUND]),
  lookedUp("an instance with security groups of old", [{ ...FOUND, DBSecurityGroups: ["old"], VPCSecurityGroups: [] }]),
  lookedUp("an instance with security groups of both kinds", [{ ...FOUND, DBSecurityGroups: ["old"] }]),
  lookedUp("an instance without security groups", [
    { ...FOUND, DBSecurityGroups: undefined, VPCSecurityGroups: undefined },
  ]),
  instance(
    "a proxy for an instance",
    () => ({}),
    (db, stack) => {
      db.addProxy("Proxy", { vpc: db.vpc, secrets: [db.secret ?? login(stack)], iamAuth: true });
    },
  ),
  {
    name: "an instance of another stack, by its name",
    stack: { env: ENV },
    build: (m, stack) => {
      const other = new Stack(stack.node.scope ?? stack, "Other", { env: { ...ENV, account: "210987654321" } });
      const db = new m.DatabaseInstance(other, "Db", {
        engine: postgresInstance(m),
        vpc: new ec2.Vpc(other, "Vpc", { restrictDefaultSecurityGroup: false }),
        instanceIdentifier: "MyDb",
      });
      tellNames(db, stack);
    },
  },
];

function tellNames(db: rds.IDatabaseInstance, stack: Stack): void {
  stack.exportValue([db.instanceIdentifier, db.instanceArn, db.dbInstanceRef.dbInstanceArn].join(), { name: "Names" });
}

const refused = (name: string, words: RegExp, attrs: Attributes, use: Use): Refusal => ({
  ...imported(name, () => attrs, use),
  words,
});

export const refusals: readonly Refusal[] = [
  refused(
    "a login on an imported instance without a user",
    /the master user of this instance is not known/,
    { instanceResourceId: "db-ABC" },
    (db, stack) => db.grantConnect(new iam.User(stack, "User")),
  ),
  refused(
    "a login on an imported instance without a resource id",
    /give instanceResourceId to fromDatabaseInstanceAttributes/,
    {},
    (db, stack) => db.grantConnect(new iam.User(stack, "User"), "bob"),
  ),
  refused("a proxy for an imported instance without an engine", /engine/, {}, (db, stack, _m, vpc) =>
    db.addProxy("Proxy", { vpc, secrets: [login(stack)] }),
  ),
  {
    name: "a lookup that found nothing",
    words: /no instance theirs was found in the account and region of the stack/,
    context: { [LOOKUP]: [] },
    stack: { env: ENV },
    build: (m, stack) =>
      m.DatabaseInstance.fromLookup(new Construct(stack, "Part"), "Db", { instanceIdentifier: "theirs" }),
  },
  {
    name: "a lookup of a name of deploy time",
    words: /the identifier of the instance to look up is a value of deploy time, and lookups happen before/,
    stack: { env: ENV },
    build: (m, stack) =>
      m.DatabaseInstance.fromLookup(new Construct(stack, "Part"), "Db", {
        instanceIdentifier: new CfnParameter(stack, "Name").valueAsString,
      }),
  },
];
