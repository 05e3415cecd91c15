import { aws_s3 as s3, type Stack } from "aws-cdk-lib";
import type { Given, Rds } from "../../support/snippets/given.ts";

export default function (this: Stack, rds: Rds, { vpc }: Given) {
  const importBucket = new s3.Bucket(this, "importbucket");
  const exportBucket = new s3.Bucket(this, "exportbucket");
  new rds.DatabaseCluster(this, "dbcluster", {
    engine: rds.DatabaseClusterEngine.AURORA,
    instanceProps: {
      vpc,
    },
    s3ImportBuckets: [importBucket],
    s3ExportBuckets: [exportBucket],
  });
}
