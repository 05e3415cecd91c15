import { parseCidr, formatCidr, subBlock } from "./cidr.js";
import type { Ec2Store } from "./store.js";
import { createSubnet } from "./subnets.js";
import { createVpc } from "./vpcs.js";
import { zonesOf } from "./zones.js";

const DEFAULT_VPC = "172.31.0.0/16";
const SUBNET_PREFIX = 20;

/**
 * Makes the default VPC that every AWS account starts with: a public subnet in each availability zone, and a way to the
 * internet. Once for a state directory: who deletes it has none.
 */
export function ensureDefaultVpc(store: Ec2Store): void {
  const { state, account } = store.environment;
  const made = state.collection<{ readonly vpcId: string }>("ec2.defaults");
  const block = parseCidr(DEFAULT_VPC);
  if (made.has(account.region) || block === undefined) return;
  state.transaction(() => {
    const vpc = createVpc(store, { cidr: DEFAULT_VPC, isDefault: true, tenancy: "default", ipv6: false, tags: {} });
    for (const [index, zone] of zonesOf(account.region).entries()) {
      const cidr = formatCidr(subBlock(block, SUBNET_PREFIX, index));
      createSubnet(store, vpc, { zone, cidr, isDefault: true, tags: {} });
    }
    const gateway = store.internetGateways.create((common) => ({ ...common, tags: {}, vpcId: vpc.id }));
    for (const table of store.routeTables.list().filter(({ vpcId }) => vpcId === vpc.id)) {
      const route = { destination: "0.0.0.0/0", family: 4, target: "GatewayId", targetId: gateway.id } as const;
      store.routeTables.put({ ...table, routes: [route] });
    }
    made.put(account.region, { vpcId: vpc.id });
  });
}
