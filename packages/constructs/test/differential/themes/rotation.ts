import { aws_ec2 as ec2, Duration, SecretValue } from "aws-cdk-lib";
import { mysql, postgres, type Refusal, type Scenario } from "../kit.ts";

export const scenarios: readonly Scenario[] = [
  {
    name: "rotation of the master user and of another one",
    build: (m, stack, vpc) => {
      const db = new m.DatabaseCluster(stack, "Db", {
        engine: mysql(m),
        vpc,
        writer: m.ClusterInstance.serverlessV2("W"),
      });
      db.addRotationSingleUser({ automaticallyAfter: Duration.days(7), excludeCharacters: "!@#" });
      const secret = new m.DatabaseSecret(stack, "User", { username: "app", masterSecret: db.secret });
      db.addRotationMultiUser("Rotation", {
        secret: secret.attach(db),
        vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
      });
    },
  },
  {
    name: "rotations with an endpoint, a security group and no rotation at once",
    build: (m, stack, vpc) => {
      const db = new m.DatabaseCluster(stack, "Db", {
        engine: mysql(m),
        vpc,
        writer: m.ClusterInstance.serverlessV2("W"),
      });
      const options = {
        endpoint: new ec2.InterfaceVpcEndpoint(stack, "Endpoint", {
          vpc,
          service: ec2.InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
        }),
        securityGroup: new ec2.SecurityGroup(stack, "Group", { vpc }),
        rotateImmediatelyOnUpdate: false,
      };
      db.addRotationSingleUser(options);
      const secret = new m.DatabaseSecret(stack, "User", { username: "app", masterSecret: db.secret });
      db.addRotationMultiUser("Rotation", { ...options, secret: secret.attach(db) });
    },
  },
];

export const refusals: readonly Refusal[] = [
  {
    name: "the same rotation twice",
    words: /the single user rotation is there already/,
    build: (m, stack, vpc) => {
      const db = new m.DatabaseCluster(stack, "Db", {
        engine: postgres(m),
        vpc,
        writer: m.ClusterInstance.serverlessV2("W"),
      });
      db.addRotationSingleUser();
      db.addRotationSingleUser();
    },
  },
  {
    name: "a rotation without a secret",
    words: /needs the master user's secret/,
    build: (m, stack, vpc) =>
      new m.DatabaseCluster(stack, "Db", {
        engine: postgres(m),
        vpc,
        writer: m.ClusterInstance.serverlessV2("W"),
        credentials: m.Credentials.fromPassword("boss", SecretValue.unsafePlainText("x")),
      }).addRotationSingleUser(),
  },
];
