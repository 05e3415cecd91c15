import type { Json, JsonObject, ResourceContext } from "../../cloudformation/contract.js";
import type { Environment } from "../../environment.js";
import { AwsError } from "../../errors.js";
import { type CallContext, ownerCall } from "../../services/contract.js";
import type { Ec2Service } from "../../services/ec2/index.js";
import { tags } from "../properties.js";
import { difference } from "../record-handler.js";

/** What the handlers of EC2 resources are made of. */
export interface Ec2Parts {
  readonly ec2: Ec2Service;
  readonly environment: Environment;
}

/** The calls and the habits that these handlers share. */
export function network({ ec2, environment }: Ec2Parts) {
  const call: CallContext = ownerCall(environment.account.accountId, environment.account.partition);
  const { operations } = ec2;

  /** The tags of a new resource, as EC2's requests take them. */
  function tagSpecifications<Type extends string>(
    ResourceType: Type,
    context: ResourceContext,
    properties: JsonObject,
  ) {
    return [{ ResourceType, Tags: tags(context, properties) }];
  }

  /** Brings the tags of a resource from those of `before` to those of `after`. */
  function retag(context: ResourceContext, id: string, before: JsonObject, after: JsonObject): void {
    const [oldTags, newTags] = [tags(context, before), tags(context, after)];
    const gone = difference(
      oldTags.map(({ Key }) => Key),
      newTags.map(({ Key }) => Key),
    );
    if (gone.length > 0) operations.DeleteTags(call, { Resources: [id], Tags: gone.map((Key) => ({ Key })) });
    if (newTags.length > 0) operations.CreateTags(call, { Resources: [id], Tags: newTags });
  }

  return { call, operations, tagSpecifications, retag, attributesOf };
}

/** The attributes that `read` makes of a resource; `undefined` when EC2 does not find it. */
function attributesOf(read: () => Readonly<Record<string, Json>>): Readonly<Record<string, Json>> | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof AwsError && error.code.endsWith("NotFound")) return undefined;
    throw error;
  }
}

/** The value of a lookup that must have one; `what` is named in the error. */
export function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new AwsError("NotFound", `${what} was not found`);
  return value;
}
