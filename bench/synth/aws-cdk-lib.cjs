exports.cluster = require("./constructs.cjs").clusterBy(require("aws-cdk-lib/aws-rds"));
