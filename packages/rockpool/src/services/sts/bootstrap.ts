import { arn, type Environment } from "../../environment.js";
import { ownerCall } from "../contract.js";
import type { IamService } from "../iam/index.js";
import type { SsmService } from "../ssm/index.js";

/** The qualifier of CDK's default bootstrap stack. */
const QUALIFIER = "hnb659fds";
/** The version of the bootstrap template whose roles these are; `cdk deploy` refuses older ones than an app needs. */
const VERSION = "30";

type Statement = { readonly Effect: "Allow"; readonly Action: readonly string[]; readonly Resource: readonly string[] };

const allow = (Action: readonly string[], ...Resource: readonly string[]): Statement => ({
  Effect: "Allow",
  Action,
  Resource,
});

/**
 * What `cdk bootstrap` makes in an account, apart from the bucket (which S3 owns): the roles that `cdk deploy` takes
 * and the parameter that holds the bootstrap version. Makes what is missing, so that it may run at every start.
 */
export function bootstrapCdk(given: { environment: Environment; iam: IamService; ssm: SsmService }): void {
  const { environment, iam, ssm } = given;
  const { account } = environment;
  const { accountId, region, partition } = account;
  const call = ownerCall(accountId, partition);
  const suffix = `role-${accountId}-${region}`;
  const name = (role: string) => `cdk-${QUALIFIER}-${role}-${suffix}`;
  const roleArn = (role: string) => arn(account, "iam", `role/${name(role)}`, { region: "" });
  const parameter = `/cdk-bootstrap/${QUALIFIER}/version`;
  const parameterArn = arn(account, "ssm", `parameter${parameter}`);
  const bucket = `arn:${partition}:s3:::cdk-${QUALIFIER}-assets-${accountId}-${region}`;
  const repository = arn(account, "ecr", `repository/cdk-${QUALIFIER}-container-assets-${accountId}-${region}`);
  const owner = { AWS: arn(account, "iam", "root", { region: "" }) };

  const roles: ReadonlyArray<{
    readonly role: string;
    readonly trusted: Readonly<Record<string, string>>;
    readonly statements?: readonly Statement[];
    readonly managedPolicy?: string;
  }> = [
    {
      role: "deploy",
      trusted: owner,
      statements: [
        allow(["cloudformation:*"], "*"),
        allow(["iam:PassRole"], roleArn("cfn-exec")),
        allow(["s3:GetObject*", "s3:GetBucket*", "s3:List*"], bucket, `${bucket}/*`),
        allow(["sts:GetCallerIdentity"], "*"),
        allow(["ssm:GetParameter", "ssm:GetParameters"], parameterArn),
      ],
    },
    {
      role: "cfn-exec",
      trusted: { Service: "cloudformation.amazonaws.com" },
      managedPolicy: "arn:aws:iam::aws:policy/AdministratorAccess",
    },
    {
      role: "file-publishing",
      trusted: owner,
      statements: [
        allow(
          [
            "s3:GetObject*",
            "s3:GetBucket*",
            "s3:GetEncryptionConfiguration",
            "s3:List*",
            "s3:DeleteObject*",
            "s3:PutObject*",
            "s3:Abort*",
          ],
          bucket,
          `${bucket}/*`,
        ),
        allow(["ssm:GetParameter"], parameterArn),
      ],
    },
    {
      role: "image-publishing",
      trusted: owner,
      statements: [
        allow(
          [
            "ecr:PutImage",
            "ecr:InitiateLayerUpload",
            "ecr:UploadLayerPart",
            "ecr:CompleteLayerUpload",
            "ecr:BatchCheckLayerAvailability",
            "ecr:DescribeRepositories",
            "ecr:DescribeImages",
            "ecr:BatchGetImage",
            "ecr:GetDownloadUrlForLayer",
          ],
          repository,
        ),
        allow(["ecr:GetAuthorizationToken"], "*"),
      ],
    },
    {
      role: "lookup",
      trusted: owner,
      statements: [
        allow(["ec2:Describe*", "rds:Describe*", "ssm:Get*", "ssm:Describe*", "s3:Get*", "s3:List*"], "*"),
        allow(
          ["cloudformation:Describe*", "cloudformation:Get*", "cloudformation:List*", "iam:Get*", "iam:List*"],
          "*",
        ),
        allow(["logs:Describe*", "lambda:Get*", "lambda:List*", "secretsmanager:DescribeSecret"], "*"),
      ],
    },
  ];

  environment.state.transaction(() => {
    for (const { role, trusted, statements, managedPolicy } of roles) {
      if (iam.roleByArn(roleArn(role)) !== undefined) continue;
      const RoleName = name(role);
      const trust = { Effect: "Allow", Principal: trusted, Action: "sts:AssumeRole" };
      iam.operations.CreateRole(call, { RoleName, AssumeRolePolicyDocument: policy([trust]) });
      if (statements !== undefined) {
        iam.operations.PutRolePolicy(call, { RoleName, PolicyName: "default", PolicyDocument: policy(statements) });
      }
      if (managedPolicy !== undefined) iam.operations.AttachRolePolicy(call, { RoleName, PolicyArn: managedPolicy });
    }
    if (!ssm.exists(parameter)) {
      ssm.operations.PutParameter(call, { Name: parameter, Type: "String", Value: VERSION });
    }
  });
}

function policy(statements: readonly unknown[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
