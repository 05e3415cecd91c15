import type { ResourceContext } from "../cloudformation/contract.js";
import { randomText, systemRandom } from "../environment.js";

/** The context of one attempt to handle a resource of the stack `app`. Two contexts are two attempts. */
export function resourceContext(
  resourceType: string,
  logicalId = "Thing",
  tags: Readonly<Record<string, string>> = {},
): ResourceContext {
  const suffix = randomText(systemRandom, 12);
  return {
    stackId: "arn:aws:cloudformation:us-east-1:000000000000:stack/app/1",
    stackName: "app",
    logicalId,
    resourceType,
    tags,
    signal: new AbortController().signal,
    attributes: {},
    initiated: () => undefined,
    generateName({ maxLength = 255, lowerCase = false } = {}) {
      const name = `${`app-${logicalId}`.slice(0, maxLength - 13)}-${suffix}`;
      return lowerCase ? name.toLowerCase() : name;
    },
  };
}
