import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as Ec2 from "@aws-sdk/client-ec2";
import * as Secrets from "@aws-sdk/client-secrets-manager";
import { expect, onTestFinished, test } from "vitest";
import { startPool } from "../../pool/pool.js";

/** What CDK makes of a VPC with one public and one private subnet, shortened, and what stands around a database. */
const template = (port: number) => `
Parameters:
  Version: { Type: "AWS::SSM::Parameter::Value<String>", Default: /cdk-bootstrap/hnb659fds/version }
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16, EnableDnsHostnames: "true", EnableDnsSupport: "true" } }
  Public:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/18, AvailabilityZone: !Select [0, !GetAZs ""], MapPublicIpOnLaunch: true }
  Private:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.64.0/18, AvailabilityZone: !Select [1, !GetAZs ""] }
  Igw: { Type: AWS::EC2::InternetGateway }
  Attachment: { Type: AWS::EC2::VPCGatewayAttachment, Properties: { VpcId: !Ref Vpc, InternetGatewayId: !Ref Igw } }
  PublicTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  PublicUse: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { RouteTableId: !Ref PublicTable, SubnetId: !Ref Public } }
  PublicRoute:
    Type: AWS::EC2::Route
    DependsOn: Attachment
    Properties: { RouteTableId: !Ref PublicTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Igw }
  Eip: { Type: AWS::EC2::EIP, DependsOn: Attachment, Properties: { Domain: vpc } }
  Nat:
    Type: AWS::EC2::NatGateway
    DependsOn: [PublicRoute, PublicUse]
    Properties: { SubnetId: !Ref Public, AllocationId: !GetAtt Eip.AllocationId }
  PrivateTable: { Type: AWS::EC2::RouteTable, Properties: { VpcId: !Ref Vpc } }
  PrivateUse: { Type: AWS::EC2::SubnetRouteTableAssociation, Properties: { RouteTableId: !Ref PrivateTable, SubnetId: !Ref Private } }
  PrivateRoute:
    Type: AWS::EC2::Route
    Properties: { RouteTableId: !Ref PrivateTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat }
  Db:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: the database
      VpcId: !Ref Vpc
      SecurityGroupIngress: [{ CidrIp: !GetAtt Vpc.CidrBlock, IpProtocol: tcp, FromPort: ${port}, ToPort: "${port}" }]
  App: { Type: AWS::EC2::SecurityGroup, Properties: { GroupDescription: the app, VpcId: !Ref Vpc } }
  FromApp:
    Type: AWS::EC2::SecurityGroupIngress
    Properties: { GroupId: !GetAtt Db.GroupId, SourceSecurityGroupId: !GetAtt App.GroupId, IpProtocol: tcp, FromPort: 1, ToPort: 2 }
  Secret:
    Type: AWS::SecretsManager::Secret
    Properties: { GenerateSecretString: { SecretStringTemplate: '{"username":"admin"}', GenerateStringKey: password } }
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: "sts:AssumeRole" }]
  Policy:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: read
      Roles: [!Ref Role]
      PolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Action: "secretsmanager:GetSecretValue", Resource: !Ref Secret }] }
  User: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: !Sub "{{resolve:secretsmanager:\${Secret}:SecretString:username}}" } }
Outputs:
  Vpc: { Value: !Ref Vpc }
  Default: { Value: !GetAtt Vpc.DefaultSecurityGroup }
  Db: { Value: !Ref Db }
  Route: { Value: !Ref PrivateRoute }
  User: { Value: !GetAtt User.Value }
  Role: { Value: !GetAtt Role.Arn }
  Version: { Value: !Ref Version }
`;

test("a stack with a network, a secret and a role comes up, changes in place, and goes without a trace", async () => {
  const directory = mkdtempSync(join(tmpdir(), "rockpool-stack-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  await using pool = await startPool({ strict: true });
  const file = join(directory, "network.yaml");
  const deploy = async (port: number): Promise<Readonly<Record<string, string>>> => {
    writeFileSync(file, template(port));
    const { stacks } = await pool.deploy(file);
    return stacks[0]?.outputs ?? {};
  };
  const configuration = { endpoint: pool.endpoint, region: pool.region, credentials: pool.credentials };
  const network = new Ec2.EC2Client(configuration);
  const secrets = new Secrets.SecretsManagerClient(configuration);
  const portOf = async (group: string | undefined) => {
    const described = await network.send(new Ec2.DescribeSecurityGroupsCommand({ GroupIds: [group ?? ""] }));
    return described.SecurityGroups?.[0]?.IpPermissions?.find(({ IpRanges = [] }) => IpRanges.length > 0)?.FromPort;
  };

  const outputs = await deploy(5432);
  expect(outputs).toEqual({
    Vpc: expect.stringMatching(/^vpc-[0-9a-f]{17}$/),
    Default: expect.stringMatching(/^sg-/),
    Db: expect.stringMatching(/^sg-/),
    Route: expect.stringMatching(/^rtb-[0-9a-f]{17}\|0\.0\.0\.0\/0$/),
    User: "admin",
    Role: expect.stringMatching(/^arn:aws:iam::000000000000:role\/network-Role-[A-Z0-9]{12}$/),
    Version: "30",
  });
  expect(await portOf(outputs["Db"])).toBe(5432);
  expect(await deploy(5433)).toEqual(outputs);
  expect(await portOf(outputs["Db"])).toBe(5433);

  await pool.destroy("network");
  expect((await network.send(new Ec2.DescribeVpcsCommand({}))).Vpcs).toMatchObject([{ IsDefault: true }]);
  expect((await network.send(new Ec2.DescribeAddressesCommand({}))).Addresses ?? []).toEqual([]);
  expect((await secrets.send(new Secrets.ListSecretsCommand({ IncludePlannedDeletion: true }))).SecretList).toEqual([]);
});
