import type { ResourceHandler, ResourceRegistry } from "../cloudformation/contract.js";
import type { Environment } from "../environment.js";
import type { Ec2Service } from "../services/ec2/index.js";
import type { IamService } from "../services/iam/index.js";
import type { LambdaService } from "../services/lambda/index.js";
import type { LogsService } from "../services/logs/index.js";
import type { RdsService } from "../services/rds/service.js";
import type { S3Service } from "../services/s3/index.js";
import type { SecretsManagerService } from "../services/secretsmanager/index.js";
import type { SsmService } from "../services/ssm/index.js";
import { metadata } from "./cdk/metadata.js";
import { customResource, type CustomResourceOptions } from "./cloudformation/custom-resource.js";
import { nestedStackHandler, type NestedStackParts } from "./cloudformation/stack.js";
import { eip, internetGateway, natGateway, vpcGatewayAttachment } from "./ec2/gateways.js";
import { route, routeTable, subnetRouteTableAssociation } from "./ec2/routing.js";
import { securityGroup, securityGroupEgress, securityGroupIngress } from "./ec2/security-group.js";
import { subnet } from "./ec2/subnet.js";
import { vpcEndpoint } from "./ec2/vpc-endpoint.js";
import { vpc, vpcCidrBlock } from "./ec2/vpc.js";
import { instanceProfile } from "./iam/instance-profile.js";
import { managedPolicy } from "./iam/managed-policy.js";
import { policy } from "./iam/policy.js";
import { role } from "./iam/role.js";
import { lambdaFunction } from "./lambda/function.js";
import { layerVersion } from "./lambda/layer-version.js";
import { lambdaPermission } from "./lambda/permission.js";
import { lambdaUrl } from "./lambda/url.js";
import { logGroup } from "./logs/log-group.js";
import { dbCluster } from "./rds/db-cluster.js";
import { dbClusterParameterGroup } from "./rds/db-cluster-parameter-group.js";
import { dbInstance } from "./rds/db-instance.js";
import { dbParameterGroup } from "./rds/db-parameter-group.js";
import { dbSubnetGroup } from "./rds/db-subnet-group.js";
import { bucket } from "./s3/bucket.js";
import { bucketPolicy } from "./s3/bucket-policy.js";
import { resourcePolicy } from "./secretsmanager/resource-policy.js";
import { secret } from "./secretsmanager/secret.js";
import { secretTargetAttachment } from "./secretsmanager/secret-target-attachment.js";
import { parameter } from "./ssm/parameter.js";
import { resourceSchemas } from "./schemas.js";

/** The services behind the resource types. */
export interface RegistryParts {
  readonly environment: Environment;
  readonly iam: IamService;
  readonly ssm: SsmService;
  readonly secretsManager: SecretsManagerService;
  readonly ec2: Ec2Service;
  readonly s3: S3Service;
  readonly logs: LogsService;
  readonly lambda: LambdaService;
  readonly rds: RdsService;
  readonly nestedStack: NestedStackParts;
  readonly customResource: CustomResourceOptions;
}

/** Every resource type that Rockpool runs. `Custom::*` are custom resources. */
export function createRegistry(parts: RegistryParts): ResourceRegistry {
  const custom = customResource(parts.customResource);
  const handlers: Readonly<Record<string, ResourceHandler>> = {
    "AWS::CDK::Metadata": metadata,
    "AWS::CloudFormation::CustomResource": custom,
    "AWS::CloudFormation::Stack": nestedStackHandler(parts.nestedStack),
    "AWS::EC2::EIP": eip(parts),
    "AWS::EC2::InternetGateway": internetGateway(parts),
    "AWS::EC2::NatGateway": natGateway(parts),
    "AWS::EC2::Route": route(parts),
    "AWS::EC2::RouteTable": routeTable(parts),
    "AWS::EC2::SecurityGroup": securityGroup(parts),
    "AWS::EC2::SecurityGroupEgress": securityGroupEgress(parts),
    "AWS::EC2::SecurityGroupIngress": securityGroupIngress(parts),
    "AWS::EC2::Subnet": subnet(parts),
    "AWS::EC2::SubnetRouteTableAssociation": subnetRouteTableAssociation(parts),
    "AWS::EC2::VPC": vpc(parts),
    "AWS::EC2::VPCCidrBlock": vpcCidrBlock(parts),
    "AWS::EC2::VPCEndpoint": vpcEndpoint(parts),
    "AWS::EC2::VPCGatewayAttachment": vpcGatewayAttachment(parts),
    "AWS::IAM::InstanceProfile": instanceProfile(parts),
    "AWS::IAM::ManagedPolicy": managedPolicy(parts),
    "AWS::IAM::Policy": policy(parts),
    "AWS::IAM::Role": role(parts),
    "AWS::Lambda::Function": lambdaFunction(parts),
    "AWS::Lambda::LayerVersion": layerVersion(parts),
    "AWS::Lambda::Permission": lambdaPermission(parts),
    "AWS::Lambda::Url": lambdaUrl(parts),
    "AWS::Logs::LogGroup": logGroup(parts),
    "AWS::RDS::DBCluster": dbCluster(parts),
    "AWS::RDS::DBClusterParameterGroup": dbClusterParameterGroup(parts),
    "AWS::RDS::DBInstance": dbInstance(parts),
    "AWS::RDS::DBParameterGroup": dbParameterGroup(parts),
    "AWS::RDS::DBSubnetGroup": dbSubnetGroup(parts),
    "AWS::S3::Bucket": bucket(parts),
    "AWS::S3::BucketPolicy": bucketPolicy(parts),
    "AWS::SSM::Parameter": parameter(parts),
    "AWS::SecretsManager::ResourcePolicy": resourcePolicy(parts),
    "AWS::SecretsManager::Secret": secret(parts),
    "AWS::SecretsManager::SecretTargetAttachment": secretTargetAttachment({
      ...parts,
      databaseConnection: (type, id) => parts.rds.databaseConnection(type, id),
    }),
  };
  const schemas = resourceSchemas();
  return {
    handler: (type) => (type.startsWith("Custom::") ? custom : handlers[type]),
    schema: (type) => schemas.schema(type),
    exists: (type) => type.startsWith("Custom::") || schemas.exists(type),
  };
}
