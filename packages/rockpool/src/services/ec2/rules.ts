import type * as Sdk from "@aws-sdk/client-ec2";
import { AwsError } from "../../errors.js";
import { parseCidr } from "./cidr.js";
import type { PeerKind, SecurityGroupRuleRecord } from "./records.js";
import { type Ec2Store, invalidValue } from "./store.js";

/** What makes a rule what it is: two rules of a group that agree in this are the same rule. */
export type RuleShape = Pick<
  SecurityGroupRuleRecord,
  "protocol" | "fromPort" | "toPort" | "peerKind" | "peer" | "description"
>;

/** A request's rules: the permissions in full, and the short form beside them. */
interface RuleRequest {
  readonly IpPermissions?: Sdk.IpPermission[] | undefined;
  readonly IpProtocol?: string | undefined;
  readonly FromPort?: number | undefined;
  readonly ToPort?: number | undefined;
  readonly CidrIp?: string | undefined;
}

const PROTOCOLS: Readonly<Record<string, string>> = {
  "1": "icmp",
  "6": "tcp",
  "17": "udp",
  "58": "icmpv6",
  all: "-1",
};

/** The rules of a request, one for each peer of each permission. */
export function ruleShapes(store: Ec2Store, request: RuleRequest): RuleShape[] {
  const { IpProtocol, FromPort, ToPort, CidrIp } = request;
  const short: Sdk.IpPermission[] =
    IpProtocol === undefined && CidrIp === undefined
      ? []
      : [{ IpProtocol, FromPort, ToPort, IpRanges: CidrIp === undefined ? [] : [{ CidrIp }] }];
  const permissions = [...(request.IpPermissions ?? []), ...short];
  const shapes = permissions.flatMap((permission) => {
    const ports = portsOf(permission);
    return peersOf(store, permission).map((peer) => ({ ...ports, ...peer }));
  });
  if (shapes.length === 0) {
    throw new AwsError("MissingParameter", "Either 'ipPermissions' or 'securityGroupRuleIds' should be provided.");
  }
  return shapes;
}

export function sameRule(a: RuleShape, b: RuleShape): boolean {
  return (
    a.protocol === b.protocol &&
    a.fromPort === b.fromPort &&
    a.toPort === b.toPort &&
    a.peerKind === b.peerKind &&
    a.peer === b.peer
  );
}

/** A rule as error messages quote it. */
export function quoteRule({ protocol, fromPort, toPort, peer }: RuleShape): string {
  const what = protocol === "-1" ? "ALL" : `${protocol.toUpperCase()}, from port: ${fromPort}, to port: ${toPort}`;
  return `"peer: ${peer}, ${what}, ALLOW"`;
}

/** Rules as permissions: those of one protocol and port range stand together. */
export function permissionsOf(rules: readonly SecurityGroupRuleRecord[], owner: string): Sdk.IpPermission[] {
  const groups = Map.groupBy(rules, ({ protocol, fromPort, toPort }) => `${protocol} ${fromPort} ${toPort}`);
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    if (first === undefined) return [];
    const peers = (kind: PeerKind) => members.filter(({ peerKind }) => peerKind === kind);
    return [
      {
        IpProtocol: first.protocol,
        ...(first.protocol === "-1" ? {} : { FromPort: first.fromPort, ToPort: first.toPort }),
        IpRanges: peers("ipv4").map(({ peer, description }) => ({ CidrIp: peer, Description: description })),
        Ipv6Ranges: peers("ipv6").map(({ peer, description }) => ({ CidrIpv6: peer, Description: description })),
        PrefixListIds: peers("prefixList").map(({ peer, description }) => ({
          PrefixListId: peer,
          Description: description,
        })),
        UserIdGroupPairs: peers("group").map(({ peer, description }) => ({
          GroupId: peer,
          UserId: owner,
          Description: description,
        })),
      },
    ];
  });
}

function portsOf(permission: Sdk.IpPermission): Pick<RuleShape, "protocol" | "fromPort" | "toPort"> {
  const given = (permission.IpProtocol ?? "").toLowerCase();
  const protocol = PROTOCOLS[given] ?? given;
  if (protocol === "-1") return { protocol, fromPort: -1, toPort: -1 };
  const { FromPort: fromPort, ToPort: toPort } = permission;
  if (protocol === "tcp" || protocol === "udp") {
    if (fromPort === undefined || toPort === undefined) {
      throw invalidValue("Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.");
    }
    if (fromPort < 0 || toPort > 65_535 || fromPort > toPort) {
      throw invalidValue(`Invalid TCP/UDP port range (${fromPort}:${toPort})`);
    }
    return { protocol, fromPort, toPort };
  }
  if (protocol === "icmp" || protocol === "icmpv6") {
    return { protocol, fromPort: fromPort ?? -1, toPort: toPort ?? -1 };
  }
  if (!/^\d{1,3}$/.test(protocol) || Number(protocol) > 255) {
    throw invalidValue(`Invalid value '${permission.IpProtocol ?? ""}' for IP protocol. Unknown protocol.`);
  }
  return { protocol, fromPort: -1, toPort: -1 };
}

function peersOf(
  store: Ec2Store,
  permission: Sdk.IpPermission,
): Array<Omit<RuleShape, "protocol" | "fromPort" | "toPort">> {
  return [
    ...(permission.IpRanges ?? []).map(({ CidrIp, Description }) => ({
      peerKind: "ipv4" as const,
      peer: checkedCidr(CidrIp, 4),
      description: Description,
    })),
    ...(permission.Ipv6Ranges ?? []).map(({ CidrIpv6, Description }) => ({
      peerKind: "ipv6" as const,
      peer: checkedCidr(CidrIpv6, 6),
      description: Description,
    })),
    ...(permission.PrefixListIds ?? []).map(({ PrefixListId = "", Description }) => ({
      peerKind: "prefixList" as const,
      peer: PrefixListId,
      description: Description,
    })),
    ...(permission.UserIdGroupPairs ?? []).map(({ GroupId, GroupName, Description }) => ({
      peerKind: "group" as const,
      peer: groupId(store, GroupId, GroupName),
      description: Description,
    })),
  ];
}

function groupId(store: Ec2Store, id: string | undefined, name: string | undefined): string {
  if (id !== undefined) return store.securityGroups.get(id, "groupId").id;
  const vpcId = store.defaultVpc().id;
  const group = store.securityGroups.list().find((entry) => entry.vpcId === vpcId && entry.name === name);
  if (group === undefined) throw store.securityGroups.notFound(name ?? "");
  return group.id;
}

function checkedCidr(text: string | undefined, family: 4 | 6): string {
  if (text === undefined || parseCidr(text)?.family !== family) {
    throw invalidValue(`CIDR block ${text ?? ""} is malformed`);
  }
  return text;
}
