// One sample in a process of its own: `node sample.cjs BUILD CLUSTERS OUTDIR` prints CPU milliseconds as JSON.
const [, , build, clusters, outdir] = process.argv;
const PER_STACK = 60;

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const { App, Stack } = require("aws-cdk-lib/core");
const { Vpc } = require("aws-cdk-lib/aws-ec2");

// The CDK's own validation and its usage record (which names the libraries in use) are the same work for every build, or none.
const app = new App({ outdir, analyticsReporting: false, builtinCloudFormationValidation: false });
let stack = new Stack(app, "Stack1");
const vpc = new Vpc(stack, "Vpc", { maxAzs: 2, natGateways: 1, restrictDefaultSecurityGroup: false });
// The network is the same in every build, and stays out of the figures but for its share of the synthesis.
const begin = cpu();
const { cluster } = require(`./${build}.cjs`);
const imported = cpu();
for (let number = 1; number <= Number(clusters); number++) {
  if (number > 1 && number % PER_STACK === 1) stack = new Stack(app, `Stack${Math.ceil(number / PER_STACK)}`);
  cluster(stack, `Db${number}`, vpc);
}
const constructed = cpu();
app.synth();
const synthesized = cpu();
console.log(
  JSON.stringify({
    import: imported - begin,
    construct: constructed - imported,
    synth: synthesized - constructed,
  }),
);
