import type { ResourceHandler } from "../../cloudformation/contract.js";

/** AWS::CDK::Metadata: tells AWS which constructs made the template. Here nobody asks, and nothing is made. */
export const metadata: ResourceHandler = {
  async create(context) {
    return { physicalId: context.generateName() };
  },
  async update(_context, physicalId) {
    return { physicalId };
  },
  async delete() {
    // There is nothing to delete.
  },
};
