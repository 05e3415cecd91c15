import { aws_iam as iam, aws_secretsmanager as secretsmanager, CfnOutput, Token } from "aws-cdk-lib";
import type { aws_rds as rds, Stack } from "aws-cdk-lib";
import type { Rds, Refusal, Scenario } from "../kit.ts";

const ENV = { account: "123456789012", region: "eu-west-1" };

/** The key under which the CLI keeps its answer: apps that were written for aws-cdk-lib have it in their cdk.context.json. */
const KEY = [
  "cc-api-provider:account=123456789012:exactIdentifier=theirs",
  ...[
    "DBClusterArn",
    "Endpoint.Address",
    "Endpoint.Port",
    "ReadEndpoint.Address",
    "DBClusterResourceId",
    "VpcSecurityGroupIds",
    "EnableHttpEndpoint",
  ].map((property, index) => `propertiesToReturn.${index}=${property}`),
  "region=eu-west-1:typeName=AWS$:$:RDS$:$:DBCluster",
].join(":");

const ANSWER = {
  Identifier: "theirs",
  DBClusterArn: "arn:aws:rds:eu-west-1:123456789012:cluster:theirs",
  "Endpoint.Address": "writer.example",
  "Endpoint.Port": 5432,
  "ReadEndpoint.Address": "reader.example",
  DBClusterResourceId: "cluster-ABC",
  VpcSecurityGroupIds: ["sg-1", "sg-2"],
  EnableHttpEndpoint: true,
};

type Use = (db: rds.IDatabaseCluster, stack: Stack) => void;

const useAll: Use = (db, stack) => {
  const user = new iam.User(stack, "User");
  db.grantConnect(user, "app");
  db.grantDataApiAccess(user);
  db.connections.allowDefaultPortFromAnyIpv4();
  new secretsmanager.Secret(stack, "Login").attach(db);
  new CfnOutput(stack, "Values", {
    value: [db.clusterArn, db.clusterEndpoint.socketAddress, db.clusterReadEndpoint.socketAddress].join(),
  });
};

/** A cluster that is looked up, with the answer in the context. */
function lookup(name: string, answer: object | undefined, use: Use, clusterIdentifier = "theirs"): Scenario {
  return {
    name,
    stack: { env: ENV },
    context: answer && { [KEY]: [answer] },
    build: (m: Rds, stack) => use(m.DatabaseCluster.fromLookup(stack, "Db", { clusterIdentifier }), stack),
  };
}

export const scenarios: readonly Scenario[] = [
  lookup("a cluster that has not been looked up yet", undefined, (db, stack) => {
    db.grantDataApiAccess(new iam.User(stack, "User"));
    new CfnOutput(stack, "Values", {
      value: [
        db.clusterArn,
        db.clusterIdentifier,
        db.clusterResourceIdentifier,
        db.clusterEndpoint.socketAddress,
        db.clusterReadEndpoint.socketAddress,
        db.engine?.engineType ?? "no engine",
      ].join(),
    });
  }),
  lookup("a cluster that was found", ANSWER, useAll),
  lookup("a cluster without security groups", { ...ANSWER, VpcSecurityGroupIds: undefined }, useAll),
  lookup("a cluster whose flag of the Data API is text", { ...ANSWER, EnableHttpEndpoint: "true" }, useAll),
  lookup("a cluster whose port is not known", { ...ANSWER, "Endpoint.Port": undefined }, (db, stack) => {
    db.grantConnect(new iam.User(stack, "User"), "app");
  }),
];

const refused = (words: RegExp, ...scenario: Parameters<typeof lookup>): Refusal => ({ ...lookup(...scenario), words });

/** Two databases often have a security group in common. */
export const takenByOursAlone: readonly Scenario[] = [
  {
    name: "lookups that find the same security groups",
    stack: { env: ENV },
    context: { [KEY]: [ANSWER] },
    build: (m, stack) => {
      for (const id of ["One", "Two"]) m.DatabaseCluster.fromLookup(stack, id, { clusterIdentifier: "theirs" });
    },
  },
];

export const refusals: readonly Refusal[] = [
  {
    ...lookup("an answer of no shape", undefined, useAll),
    context: { [KEY]: "theirs" },
    words: /no cluster theirs was found in the account and region of the stack/,
  },
  refused(
    /the Data API of this cluster is off/,
    "a grant, the Data API being off",
    { ...ANSWER, EnableHttpEndpoint: false },
    useAll,
  ),
  refused(
    /clusterEndpointAddress of this imported cluster is not known/,
    "the endpoint of a cluster that has none",
    { ...ANSWER, "Endpoint.Address": undefined },
    useAll,
  ),
  refused(
    /clusterResourceIdentifier of this imported cluster is not known/,
    "a grant to connect, the resource id not being known",
    { ...ANSWER, DBClusterResourceId: undefined },
    useAll,
  ),
  refused(
    /instanceIdentifiers of this imported cluster is not known/,
    "the instances",
    ANSWER,
    (db) => db.instanceIdentifiers,
  ),
  {
    ...lookup("a cluster that is not there", undefined, useAll),
    context: { [KEY]: [] },
    words: /no cluster theirs was found in the account and region of the stack/,
  },
  refused(
    /a value of deploy time, and lookups happen before/,
    "a token",
    undefined,
    useAll,
    Token.asString({ Ref: "Name" }),
  ),
];
