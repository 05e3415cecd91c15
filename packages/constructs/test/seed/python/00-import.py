import aws_cdk.aws_rds as rds
