import * as Ec2 from "@aws-sdk/client-ec2";
import * as Iam from "@aws-sdk/client-iam";
import * as Secrets from "@aws-sdk/client-secrets-manager";
import * as Ssm from "@aws-sdk/client-ssm";
import * as Sts from "@aws-sdk/client-sts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createGateway } from "../../gateway/server.js";
import { testEnvironment } from "../../testing/environment.js";
import { createEc2Service } from "../ec2/index.js";
import { createIamService } from "../iam/index.js";
import { createSecretsManagerService } from "../secretsmanager/index.js";
import { createSsmService } from "../ssm/index.js";
import { createStsService, rootCredentials } from "./index.js";

// The AWS SDK, unmodified, over HTTP: signatures, sessions, permissions and the services' own answers together.

const environment = testEnvironment();
const iam = createIamService({ environment });
const sts = createStsService({ environment, iam });
const services = [
  iam,
  sts,
  createSsmService({ environment }),
  createSecretsManagerService({ environment }),
  createEc2Service({ environment }),
];
const gateway = createGateway({
  services,
  routes: [],
  environment,
  lookup: (accessKeyId, sessionToken) => sts.lookup(accessKeyId, sessionToken),
  decide: (principal, permission, context) => iam.decide(principal, permission, context),
});
let endpoint = "";

beforeAll(async () => {
  endpoint = `http://127.0.0.1:${await gateway.listen(0)}`;
});

afterAll(async () => {
  await gateway.close();
  environment[Symbol.dispose]();
});

const owner = rootCredentials(environment.state);
const configuration = (
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string } = owner,
) => ({
  endpoint,
  region: "us-east-1",
  credentials,
  maxAttempts: 1,
});
const thrownBy = (promise: Promise<unknown>): Promise<unknown> => promise.catch((error: unknown) => error);

test("a role's session may do what its policies allow, from the moment they do, and nothing else", async () => {
  const roles = new Iam.IAMClient(configuration());
  const secrets = new Secrets.SecretsManagerClient(configuration());
  const tokens = new Sts.STSClient(configuration());
  const { ARN } = await secrets.send(new Secrets.CreateSecretCommand({ Name: "db", SecretString: "s" }));
  const statement = { Effect: "Allow", Principal: { AWS: "000000000000" }, Action: "sts:AssumeRole" };
  const { Role } = await roles.send(
    new Iam.CreateRoleCommand({
      RoleName: "reader",
      AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
    }),
  );
  expect(Role?.CreateDate).toBeInstanceOf(Date);
  const { Credentials } = await tokens.send(new Sts.AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: "me" }));
  const session = {
    accessKeyId: Credentials?.AccessKeyId ?? "",
    secretAccessKey: Credentials?.SecretAccessKey ?? "",
    sessionToken: Credentials?.SessionToken ?? "",
  };
  const mine = new Secrets.SecretsManagerClient(configuration(session));
  const arn = "arn:aws:sts::000000000000:assumed-role/reader/me";
  expect(await new Sts.STSClient(configuration(session)).send(new Sts.GetCallerIdentityCommand({}))).toMatchObject({
    Arn: arn,
  });
  const read = () => mine.send(new Secrets.GetSecretValueCommand({ SecretId: "db" }));
  expect(await thrownBy(read())).toMatchObject({
    name: "AccessDeniedException",
    message: `User: ${arn} is not authorized to perform: secretsmanager:GetSecretValue on resource: ${ARN} because no identity-based policy allows the secretsmanager:GetSecretValue action`,
  });
  const allow = { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: `${ARN?.slice(0, -6)}??????` };
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: allow });
  await roles.send(new Iam.PutRolePolicyCommand({ RoleName: "reader", PolicyName: "read", PolicyDocument }));
  expect((await read()).SecretString).toBe("s");
  expect(await thrownBy(mine.send(new Secrets.ListSecretsCommand({})))).toMatchObject({
    name: "AccessDeniedException",
  });
  const forged = { ...session, sessionToken: `${session.sessionToken.slice(0, -4)}AAAA` };
  const stranger = new Secrets.SecretsManagerClient(configuration(forged));
  expect(await thrownBy(stranger.send(new Secrets.ListSecretsCommand({})))).toBeInstanceOf(Error);
});

test("IAM's documents and errors arrive as clients know them", async () => {
  const client = new Iam.IAMClient(configuration());
  const PolicyArn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
  const { PolicyVersion } = await client.send(new Iam.GetPolicyVersionCommand({ PolicyArn, VersionId: "v1" }));
  expect(JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? ""))).toMatchObject({ Version: "2012-10-17" });
  const error = await thrownBy(client.send(new Iam.GetRoleCommand({ RoleName: "nobody" })));
  expect(error).toBeInstanceOf(Iam.NoSuchEntityException);
  expect(error).toMatchObject({
    message: "The role with name nobody cannot be found.",
    $metadata: { httpStatusCode: 404 },
  });
});

test("parameters keep their types, dates and errors over the wire", async () => {
  const client = new Ssm.SSMClient(configuration());
  await client.send(new Ssm.PutParameterCommand({ Name: "/a", Type: "SecureString", Value: "s" }));
  const { Parameter } = await client.send(new Ssm.GetParameterCommand({ Name: "/a", WithDecryption: true }));
  expect(Parameter).toMatchObject({ Value: "s", Version: 1, LastModifiedDate: expect.any(Date) });
  const error = await thrownBy(client.send(new Ssm.GetParameterCommand({ Name: "/b" })));
  expect(error).toBeInstanceOf(Ssm.ParameterNotFound);
});

test("a network is made and described over EC2's query protocol", async () => {
  const client = new Ec2.EC2Client(configuration());
  const { Vpc } = await client.send(new Ec2.CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }));
  const { SecurityGroups } = await client.send(
    new Ec2.DescribeSecurityGroupsCommand({ Filters: [{ Name: "vpc-id", Values: [Vpc?.VpcId ?? ""] }] }),
  );
  const GroupId = SecurityGroups?.[0]?.GroupId;
  const IpPermissions = [
    { IpProtocol: "tcp", FromPort: 5432, ToPort: 5432, IpRanges: [{ CidrIp: "10.0.0.0/8", Description: "inside" }] },
  ];
  const authorize = () => client.send(new Ec2.AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  expect((await authorize()).SecurityGroupRules).toMatchObject([{ CidrIpv4: "10.0.0.0/8", Description: "inside" }]);
  expect(await thrownBy(authorize())).toMatchObject({
    name: "InvalidPermission.Duplicate",
    message: 'the specified rule "peer: 10.0.0.0/8, TCP, from port: 5432, to port: 5432, ALLOW" already exists',
  });
  const rehearsal = client.send(new Ec2.DeleteVpcCommand({ VpcId: Vpc?.VpcId, DryRun: true }));
  expect(await thrownBy(rehearsal)).toMatchObject({ name: "UnsupportedOperation" });
  const { AvailabilityZones } = await client.send(new Ec2.DescribeAvailabilityZonesCommand({}));
  expect(AvailabilityZones?.[0]).toMatchObject({ ZoneName: "us-east-1a", State: "available" });
  const { VpcEndpoint } = await client.send(
    new Ec2.CreateVpcEndpointCommand({ VpcId: Vpc?.VpcId, ServiceName: "com.amazonaws.us-east-1.s3" }),
  );
  expect(VpcEndpoint).toMatchObject({ State: "available", CreationTimestamp: expect.any(Date) });
});
