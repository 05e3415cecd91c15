import { createHash } from "node:crypto";
import type { PolicyRecord } from "./records.js";

/** Actions on resources (default `*`), all allowed; no managed policy of the table denies or has a condition. */
interface Grant {
  readonly actions: readonly string[];
  readonly resources?: readonly string[];
}

const LOG_WRITING = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];
const STACK_READING = [
  "cloudformation:BatchDescribe*",
  "cloudformation:Describe*",
  "cloudformation:Detect*",
  "cloudformation:EstimateTemplateCost",
  "cloudformation:Get*",
  "cloudformation:List*",
  "cloudformation:ValidateTemplate",
];
const RDS_LOG_GROUPS = "arn:aws:logs:*:*:log-group:RDS*";

/**
 * The managed policies that templates around relational databases attach, by the part of the ARN after `policy`
 * (AWS Managed Policy Reference Guide). What is not listed here cannot be attached.
 */
const POLICIES: Readonly<Record<string, readonly Grant[]>> = {
  "/AdministratorAccess": [{ actions: ["*"] }],
  "/AWSCloudFormationReadOnlyAccess": [{ actions: STACK_READING }],
  // On AWS it covers all services; here, those that Rockpool serves and their neighbours.
  "/ReadOnlyAccess": [
    {
      actions: [
        ...STACK_READING,
        "cloudwatch:Describe*",
        "cloudwatch:Get*",
        "cloudwatch:List*",
        "ec2:Describe*",
        "ec2:Get*",
        "iam:Get*",
        "iam:List*",
        "iam:Simulate*",
        "kms:Describe*",
        "kms:Get*",
        "kms:List*",
        "lambda:Get*",
        "lambda:List*",
        "logs:Describe*",
        "logs:FilterLogEvents",
        "logs:Get*",
        "logs:List*",
        "rds:Describe*",
        "rds:ListTagsForResource",
        "s3:Describe*",
        "s3:Get*",
        "s3:List*",
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetResourcePolicy",
        "secretsmanager:List*",
        "ssm:Describe*",
        "ssm:Get*",
        "ssm:List*",
        "sts:GetCallerIdentity",
        "tag:Get*",
      ],
    },
  ],
  "/AmazonRDSFullAccess": [
    {
      actions: [
        "rds:*",
        "application-autoscaling:DeleteScalingPolicy",
        "application-autoscaling:DeregisterScalableTarget",
        "application-autoscaling:DescribeScalableTargets",
        "application-autoscaling:DescribeScalingActivities",
        "application-autoscaling:DescribeScalingPolicies",
        "application-autoscaling:PutScalingPolicy",
        "application-autoscaling:RegisterScalableTarget",
        "cloudwatch:DescribeAlarms",
        "cloudwatch:GetMetricStatistics",
        "cloudwatch:PutMetricAlarm",
        "cloudwatch:DeleteAlarms",
        "cloudwatch:ListMetrics",
        "cloudwatch:GetMetricData",
        "ec2:DescribeAccountAttributes",
        "ec2:DescribeAvailabilityZones",
        "ec2:DescribeInternetGateways",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcAttribute",
        "ec2:DescribeVpcs",
        "sns:ListSubscriptions",
        "sns:ListTopics",
        "sns:Publish",
        "logs:DescribeLogStreams",
        "logs:GetLogEvents",
      ],
    },
  ],
  "/AmazonRDSReadOnlyAccess": [
    {
      actions: [
        "rds:Describe*",
        "rds:ListTagsForResource",
        "ec2:DescribeAccountAttributes",
        "ec2:DescribeAvailabilityZones",
        "ec2:DescribeInternetGateways",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcAttribute",
        "ec2:DescribeVpcs",
        "cloudwatch:GetMetricStatistics",
        "cloudwatch:ListMetrics",
        "cloudwatch:GetMetricData",
        "logs:DescribeLogStreams",
        "logs:GetLogEvents",
      ],
    },
  ],
  "/AmazonRDSDataFullAccess": [
    {
      actions: [
        "secretsmanager:GetSecretValue",
        "secretsmanager:PutResourcePolicy",
        "secretsmanager:PutSecretValue",
        "secretsmanager:DeleteSecret",
        "secretsmanager:DescribeSecret",
        "secretsmanager:TagResource",
      ],
      resources: ["arn:aws:secretsmanager:*:*:secret:rds-db-credentials/*"],
    },
    {
      actions: [
        "dbqms:CreateFavoriteQuery",
        "dbqms:DescribeFavoriteQueries",
        "dbqms:UpdateFavoriteQuery",
        "dbqms:DeleteFavoriteQueries",
        "dbqms:GetQueryString",
        "dbqms:CreateQueryHistory",
        "dbqms:DescribeQueryHistory",
        "dbqms:UpdateQueryHistory",
        "dbqms:DeleteQueryHistory",
        "rds-data:ExecuteSql",
        "rds-data:ExecuteStatement",
        "rds-data:BatchExecuteStatement",
        "rds-data:BeginTransaction",
        "rds-data:CommitTransaction",
        "rds-data:RollbackTransaction",
        "secretsmanager:CreateSecret",
        "secretsmanager:ListSecrets",
        "secretsmanager:GetRandomPassword",
        "tag:GetResources",
      ],
    },
  ],
  "/AmazonS3FullAccess": [{ actions: ["s3:*", "s3-object-lambda:*"] }],
  "/AmazonS3ReadOnlyAccess": [
    { actions: ["s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*", "s3-object-lambda:List*"] },
  ],
  "/AmazonSSMManagedInstanceCore": [
    {
      actions: [
        "ssm:DescribeAssociation",
        "ssm:GetDeployablePatchSnapshotForInstance",
        "ssm:GetDocument",
        "ssm:DescribeDocument",
        "ssm:GetManifest",
        "ssm:GetParameter",
        "ssm:GetParameters",
        "ssm:ListAssociations",
        "ssm:ListInstanceAssociations",
        "ssm:PutInventory",
        "ssm:PutComplianceItems",
        "ssm:PutConfigurePackageResult",
        "ssm:UpdateAssociationStatus",
        "ssm:UpdateInstanceAssociationStatus",
        "ssm:UpdateInstanceInformation",
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
        "ec2messages:AcknowledgeMessage",
        "ec2messages:DeleteMessage",
        "ec2messages:FailMessage",
        "ec2messages:GetEndpoint",
        "ec2messages:GetMessages",
        "ec2messages:SendReply",
      ],
    },
  ],
  "/AmazonSSMReadOnlyAccess": [{ actions: ["ssm:Describe*", "ssm:Get*", "ssm:List*"] }],
  "/AWSLambda_FullAccess": [
    {
      actions: [
        "cloudformation:DescribeStacks",
        "cloudformation:ListStackResources",
        "cloudwatch:ListMetrics",
        "cloudwatch:GetMetricData",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcs",
        "kms:ListAliases",
        "iam:GetPolicy",
        "iam:GetPolicyVersion",
        "iam:GetRole",
        "iam:GetRolePolicy",
        "iam:ListAttachedRolePolicies",
        "iam:ListRolePolicies",
        "iam:ListRoles",
        "lambda:*",
        "logs:DescribeLogGroups",
        "states:DescribeStateMachine",
        "states:ListStateMachines",
        "tag:GetResources",
        "xray:GetTraceSummaries",
        "xray:BatchGetTraces",
        "logs:DescribeLogStreams",
        "logs:GetLogEvents",
        "logs:FilterLogEvents",
      ],
    },
  ],
  "/AWSXRayDaemonWriteAccess": [
    {
      actions: [
        "xray:PutTraceSegments",
        "xray:PutTelemetryRecords",
        "xray:GetSamplingRules",
        "xray:GetSamplingTargets",
        "xray:GetSamplingStatisticSummaries",
      ],
    },
  ],
  "/CloudWatchAgentServerPolicy": [
    {
      actions: [
        "cloudwatch:PutMetricData",
        "ec2:DescribeVolumes",
        "ec2:DescribeTags",
        "logs:PutLogEvents",
        "logs:PutRetentionPolicy",
        "logs:DescribeLogStreams",
        "logs:DescribeLogGroups",
        "logs:CreateLogStream",
        "logs:CreateLogGroup",
        "xray:PutTraceSegments",
        "xray:PutTelemetryRecords",
        "xray:GetSamplingRules",
        "xray:GetSamplingTargets",
        "xray:GetSamplingStatisticSummaries",
      ],
    },
    { actions: ["ssm:GetParameter"], resources: ["arn:aws:ssm:*:*:parameter/AmazonCloudWatch-*"] },
  ],
  "/CloudWatchLogsFullAccess": [{ actions: ["logs:*", "cloudwatch:GenerateQuery"] }],
  "/SecretsManagerReadWrite": [
    {
      actions: [
        "secretsmanager:*",
        "cloudformation:CreateChangeSet",
        "cloudformation:DescribeChangeSet",
        "cloudformation:DescribeStackResource",
        "cloudformation:DescribeStacks",
        "cloudformation:ExecuteChangeSet",
        "docdb-elastic:GetCluster",
        "docdb-elastic:ListClusters",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcs",
        "kms:DescribeKey",
        "kms:ListAliases",
        "kms:ListKeys",
        "lambda:ListFunctions",
        "rds:DescribeDBClusters",
        "rds:DescribeDBInstances",
        "redshift:DescribeClusters",
        "redshift-serverless:ListWorkgroups",
        "redshift-serverless:GetNamespace",
        "tag:GetResources",
      ],
    },
    {
      actions: [
        "lambda:AddPermission",
        "lambda:CreateFunction",
        "lambda:GetFunction",
        "lambda:InvokeFunction",
        "lambda:UpdateFunctionConfiguration",
      ],
      resources: ["arn:aws:lambda:*:*:function:SecretsManager*"],
    },
    {
      actions: ["serverlessrepo:CreateCloudFormationChangeSet", "serverlessrepo:GetApplication"],
      resources: ["arn:aws:serverlessrepo:*:*:applications/SecretsManager*"],
    },
    {
      actions: ["s3:GetObject"],
      resources: ["arn:aws:s3:::awsserverlessrepo-changesets*", "arn:aws:s3:::secrets-manager-rotation-apps-*/*"],
    },
  ],
  "/service-role/AmazonRDSDirectoryServiceAccess": [
    {
      actions: [
        "ds:DescribeDirectories",
        "ds:AuthorizeApplication",
        "ds:UnauthorizeApplication",
        "ds:GetAuthorizedApplicationDetails",
      ],
    },
  ],
  "/service-role/AmazonRDSEnhancedMonitoringRole": [
    { actions: ["logs:CreateLogGroup", "logs:PutRetentionPolicy"], resources: [RDS_LOG_GROUPS] },
    {
      actions: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams", "logs:GetLogEvents"],
      resources: [`${RDS_LOG_GROUPS}:log-stream:*`],
    },
  ],
  "/service-role/AWSLambdaBasicExecutionRole": [{ actions: LOG_WRITING }],
  "/service-role/AWSLambdaRole": [{ actions: ["lambda:InvokeFunction"] }],
  "/service-role/AWSLambdaVPCAccessExecutionRole": [
    {
      actions: [
        ...LOG_WRITING,
        "ec2:CreateNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:DeleteNetworkInterface",
        "ec2:AssignPrivateIpAddresses",
        "ec2:UnassignPrivateIpAddresses",
      ],
    },
  ],
};

/** 2015-11-03: the table keeps no dates of its own. */
const CREATED = 1_446_508_800_000;

/** AWS's managed policies by ARN. */
export const AWS_MANAGED_POLICIES: ReadonlyMap<string, PolicyRecord> = new Map(
  Object.entries(POLICIES).map(([suffix, grants]) => {
    const slash = suffix.lastIndexOf("/");
    const arn = `arn:aws:iam::aws:policy${suffix}`;
    return [arn, record(arn, suffix.slice(0, slash + 1), suffix.slice(slash + 1), grants)];
  }),
);

function record(arn: string, path: string, name: string, grants: readonly Grant[]): PolicyRecord {
  const document = JSON.stringify({
    Version: "2012-10-17",
    Statement: grants.map(({ actions, resources = ["*"] }) => ({
      Effect: "Allow",
      Action: actions,
      Resource: resources,
    })),
  });
  return {
    name,
    id: `ANPA${createHash("sha256").update(arn).digest("hex").slice(0, 17).toUpperCase()}`,
    arn,
    path,
    versions: [{ id: "v1", document, createDate: CREATED }],
    defaultVersionId: "v1",
    nextVersion: 2,
    createDate: CREATED,
    updateDate: CREATED,
    tags: {},
  };
}
