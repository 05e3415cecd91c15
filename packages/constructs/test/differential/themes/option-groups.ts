import { aws_ec2 as ec2, CfnOutput, CfnParameter, Stack } from "aws-cdk-lib";
import type { aws_rds as rds } from "aws-cdk-lib";
import type { Rds, Refusal, Scenario } from "../kit.ts";

const oracle = (m: Rds) =>
  m.DatabaseInstanceEngine.oracleSe2({ version: m.OracleEngineVersion.VER_19_0_0_0_2020_04_R1 });

type Options = (m: Rds, stack: Stack, vpc: ec2.IVpc) => Partial<rds.OptionGroupProps>;

/** A scenario of one option group, by default of Oracle and without options. Its name and its ports are outputs. */
function group(name: string, options: Options, use?: (group: rds.OptionGroup, stack: Stack) => void): Scenario {
  return {
    name,
    build: (m, stack, vpc) => {
      const made = new m.OptionGroup(stack, "Options", {
        engine: oracle(m),
        configurations: [],
        ...options(m, stack, vpc),
      });
      use?.(made, stack);
      const ports = Object.entries(made.optionConnections).map(([option, connections]) => [
        option,
        String(connections.defaultPort),
      ]);
      new CfnOutput(stack, "Answer", {
        value: stack.toJsonString([made.optionGroupName, made.optionGroupRef, ports]),
      });
    },
  };
}

const refused = (name: string, words: RegExp, options: Options): Refusal => ({ ...group(name, options), words });

export const scenarios: readonly Scenario[] = [
  group("without options", () => ({})),
  group("a name and a description", () => ({ optionGroupName: "MyOptions", description: "mine" })),
  group("options with settings and versions", (): Pick<rds.OptionGroupProps, "configurations"> => ({
    configurations: [
      { name: "XMLDB" },
      { name: "S3_INTEGRATION", version: "1.0" },
      { name: "NATIVE_NETWORK_ENCRYPTION", settings: { "SQLNET.ENCRYPTION_SERVER": "REQUIRED", A: "b" }, version: "2" },
      { name: "NOTHING", settings: {} },
    ],
  })),
  group(
    "an option that listens",
    (_m, _stack, vpc) => ({ configurations: [{ name: "OEM", port: 1158, vpc }] }),
    ({ optionConnections }) => {
      optionConnections.OEM.connections.allowDefaultPortFromAnyIpv4();
      optionConnections.OEM.allowFrom(ec2.Peer.ipv4("10.0.0.0/16"), ec2.Port.tcp(3872), "agents");
    },
  ),
  group(
    "an option that listens, with security groups",
    (_m, stack, vpc) => ({
      configurations: [
        {
          name: "OEM_AGENT",
          port: 3872,
          vpc,
          settings: { OMS_HOST: "host" },
          securityGroups: [
            new ec2.SecurityGroup(stack, "New", { vpc }),
            ec2.SecurityGroup.fromSecurityGroupId(stack, "Old", "sg-12345678"),
          ],
        },
      ],
    }),
    ({ optionConnections }) => optionConnections.OEM_AGENT.allowDefaultPortFromAnyIpv4("everybody"),
  ),
  group("an option that listens, with an empty list of security groups", (_m, _stack, vpc) => ({
    configurations: [{ name: "OEM", port: 1158, vpc, securityGroups: [] }],
  })),
  group("several options that listen", (_m, _stack, vpc) => ({
    configurations: [{ name: "OEM", port: 1158, vpc }, { name: "SSL", port: 2484, vpc }, { name: "XMLDB" }],
  })),
  group("a port that is known at deployment", (_m, stack, vpc) => ({
    configurations: [{ name: "OEM", port: new CfnParameter(stack, "Port", { type: "Number" }).valueAsNumber, vpc }],
  })),
  group("security groups without port and VPC", (_m, stack) => ({
    configurations: [
      { name: "OEM", securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, "Old", "sg-12345678")] },
    ],
  })),
  group(
    "options that are added later",
    () => ({ configurations: [{ name: "XMLDB" }] }),
    (made, stack) => {
      const vpc = new ec2.Vpc(stack, "Other", { maxAzs: 1, natGateways: 0, restrictDefaultSecurityGroup: false });
      const added = [
        made.addConfiguration({ name: "S3_INTEGRATION", version: "1.0" }),
        made.addConfiguration({ name: "OEM", port: 1158, vpc }),
      ];
      new CfnOutput(stack, "Added", { value: String(added) });
    },
  ),
  group("the same option twice", () => ({ configurations: [{ name: "A" }, { name: "A", version: "2" }] })),
  group("an engine made by hand", (m) => ({
    engine: { ...oracle(m), engineType: "custom", engineVersion: { majorVersion: "1" }, bindToInstance: () => ({}) },
  })),
  {
    name: "an imported group",
    build: (m, stack) => {
      const made = m.OptionGroup.fromOptionGroupName(stack, "Options", "theirs");
      const added = made.addConfiguration({ name: "OEM", port: 1158 });
      new CfnOutput(stack, "Answer", { value: stack.toJsonString([made.optionGroupName, made.optionGroupRef, added]) });
    },
  },
  {
    name: "a group of another stack",
    build: (m, stack) => {
      const other = new Stack(stack.node.root, "Other");
      const named = new m.OptionGroup(other, "Named", {
        engine: oracle(m),
        configurations: [],
        optionGroupName: "mine",
      });
      const unnamed = new m.OptionGroup(other, "Unnamed", { engine: oracle(m), configurations: [] });
      new CfnOutput(stack, "Answer", { value: stack.toJsonString([named.optionGroupName, unnamed.optionGroupName]) });
    },
  },
];

export const refusals: readonly Refusal[] = [
  refused("an engine without a version", /the engine oracle-ee has no version, but an option group/, (m) => ({
    engine: m.DatabaseInstanceEngine.ORACLE_EE,
  })),
  refused("a port without a VPC", /option OEM has port 1158 but no vpc; give both or neither/, () => ({
    configurations: [{ name: "OEM", port: 1158 }],
  })),
  refused("a port and security groups without a VPC", /option OEM has port 1158 but no vpc/, (_m, stack) => ({
    configurations: [
      { name: "OEM", port: 1158, securityGroups: [ec2.SecurityGroup.fromSecurityGroupId(stack, "Old", "sg-1")] },
    ],
  })),
  refused("a VPC without a port", /option OEM has a vpc but no port; give both or neither/, (_m, _stack, vpc) => ({
    configurations: [{ name: "OEM", vpc }],
  })),
  refused("port 0", /the port of option OEM is 0; it must be from 1 to 65535/, (_m, _stack, vpc) => ({
    configurations: [{ name: "OEM", port: 0, vpc }],
  })),
  refused("the same option twice with a port", /option OEM is given twice with a port/, (_m, _stack, vpc) => ({
    configurations: [
      { name: "OEM", port: 1158, vpc },
      { name: "OEM", port: 1159, vpc },
    ],
  })),
];

export const refusedByOursAlone: readonly Refusal[] = [
  ...["my_options", "1options", "options-", "my--options", "o".repeat(256)].map((optionGroupName) =>
    refused(`the name ${optionGroupName}`, /optionGroupName is ".*"; it must be 1 to 255 letters/, () => ({
      optionGroupName,
    })),
  ),
  ...[65_536, -1].map((port) =>
    refused(`port ${port}`, /the port of option OEM is .*; it must be from 1 to 65535/, (_m, _stack, vpc) => ({
      configurations: [{ name: "OEM", port, vpc }],
    })),
  ),
  refused("port 0 without a VPC", /option OEM has port 0 but no vpc; give both or neither/, () => ({
    configurations: [{ name: "OEM", port: 0 }],
  })),
];
