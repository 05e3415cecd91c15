import { randomUUID } from "node:crypto";
import { type Account, arn, randomText, type Random } from "../../environment.js";

export const stackArn = (account: Account, stackName: string): string =>
  arn(account, "cloudformation", `stack/${stackName}/${randomUUID()}`);

export const changeSetArn = (account: Account, changeSetName: string): string =>
  arn(account, "cloudformation", `changeSet/${changeSetName}/${randomUUID()}`);

/** The random part of generated names. */
export const nameToken = (random: Random): string => randomText(random, 12);

/**
 * `<stack>-<logicalId>-<token>`, as CloudFormation names what a template leaves unnamed. When it is longer than `maxLength`
 * the stack's and the resource's names are cut, each to its share; the token, which makes the name unique, stays whole.
 */
export function generatedName(
  stackName: string,
  logicalId: string,
  token: string,
  options: { maxLength?: number; lowerCase?: boolean } = {},
): string {
  const room = (options.maxLength ?? 255) - token.length - 2;
  const half = Math.floor(room / 2);
  const forLogical = Math.min(logicalId.length, Math.max(half, room - stackName.length));
  const stackPart = stackName.slice(0, Math.max(1, room - forLogical)).replace(/-+$/u, "");
  const name = `${stackPart}-${logicalId.slice(0, Math.max(1, forLogical))}-${token}`;
  return options.lowerCase === true ? name.toLowerCase() : name;
}
