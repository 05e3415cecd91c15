exports.cluster = require("./constructs.cjs").clusterBy(require("cdk-rockpool"));
