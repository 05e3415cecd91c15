import type { Service } from "../services/contract.js";
import type { WireResponse } from "./codec/wire.js";

/** What a browser sees that looks at the gateway's address. */
export function welcomePage(host: string, services: readonly Service[]): WireResponse {
  const served = services.map((service) => service.signingName).sort();
  const body = `Rockpool: the part of AWS that relational databases need, on this machine.

Point an AWS SDK or the AWS CLI here:

  AWS_ENDPOINT_URL=http://${host}

"rockpool env" prints it together with credentials; "rockpool exec -- <command>" runs a command with both.

Services: ${served.join(", ")}
`;
  return { status: 200, headers: { "content-type": "text/plain; charset=utf-8" }, body };
}
