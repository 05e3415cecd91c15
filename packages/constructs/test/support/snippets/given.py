"""What the seed's snippets name without making it: `vpc`, `instance`, `fn` ... The same as in given.ts."""
import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2, aws_iam as iam, aws_lambda as lambda_
from constructs import Construct

import cdk_rockpool as rds

FREE = {
    "vpc": lambda given: ec2.Vpc(given.scope, "Vpc"),
    "instance": lambda given: rds.DatabaseInstance(given.scope, "Instance", engine=mysql(), vpc=given["vpc"]),
    "db_instance": lambda given: given["instance"],
    "source_instance": lambda given: given["instance"],
    "cluster": lambda given: rds.DatabaseCluster(
        given.scope, "Cluster", engine=aurora(), vpc=given["vpc"], writer=rds.ClusterInstance.provisioned("Writer")
    ),
    "fn": lambda given: lambda_.Function(
        given.scope, "Fn", code=given["code"], handler="index.handler", runtime=lambda_.Runtime.NODEJS_22_X
    ),
    "code": lambda given: lambda_.Code.from_inline("exports.handler = async () => {};"),
    "security_group": lambda given: ec2.SecurityGroup(given.scope, "SecurityGroup", vpc=given["vpc"]),
    "secrets": lambda given: [given["instance"].secret],
    "my_imported_secret": lambda given: rds.DatabaseSecret(given.scope, "Secret", username="imported"),
    "my_endpoint": lambda given: given["vpc"].add_interface_endpoint(
        "Endpoint", service=ec2.InterfaceVpcEndpointAwsService.SECRETS_MANAGER
    ),
    "my_logs_publishing_role": lambda given: iam.Role(
        given.scope, "LogsRole", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com")
    ),
}


def mysql():
    return rds.DatabaseInstanceEngine.mysql(version=rds.MysqlEngineVersion.VER_8_0_40)


def aurora():
    return rds.DatabaseClusterEngine.aurora_mysql(version=rds.AuroraMysqlEngineVersion.VER_3_08_0)


class Given(dict):
    """The variables of one snippet: a free one is made when the snippet first reads it."""

    def __init__(self, stack: cdk.Stack) -> None:
        super().__init__(self=stack, stack=stack)
        self.scope = Construct(stack, "Given")

    def __missing__(self, name: str):
        self[name] = FREE[name](self)
        return self[name]

    def made(self) -> dict:
        """What the snippet itself made."""
        return {name: value for name, value in self.items() if name not in FREE and name not in ("self", "stack")}
