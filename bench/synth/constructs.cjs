const { InstanceClass, InstanceSize, InstanceType } = require("aws-cdk-lib/aws-ec2");

/** The clusters by a construct library: `rds` is the module under test. */
exports.clusterBy = (rds) => (stack, id, vpc) => {
  const instanceType = InstanceType.of(InstanceClass.R6G, InstanceSize.LARGE);
  new rds.DatabaseCluster(stack, id, {
    engine: rds.DatabaseClusterEngine.auroraPostgres({ version: rds.AuroraPostgresEngineVersion.VER_16_4 }),
    writer: rds.ClusterInstance.provisioned("Writer", { instanceType }),
    readers: [rds.ClusterInstance.provisioned("Reader", { instanceType })],
    vpc,
  });
};
