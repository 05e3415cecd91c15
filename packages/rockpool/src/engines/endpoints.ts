import { createHash } from "node:crypto";
import { createServer } from "node:net";
import type { Endpoint } from "./contract.js";

/** Loopback addresses to try with the default port, before giving up the port. */
const ATTEMPTS = 8;

/**
 * An address and port that a new server can have.
 *
 * On Linux the whole of 127.0.0.0/8 is loopback: the server gets an address of its own, derived from `id`, and keeps the default port.
 * Where that port is in use on every address (a server on 0.0.0.0) it gets another one; on other systems 127.0.0.1 and a free port.
 * `taken` are the endpoints of servers that are not running now, but will be again.
 */
export async function allocateEndpoint(options: {
  readonly id: string;
  readonly defaultPort: number;
  readonly taken: readonly Endpoint[];
}): Promise<Endpoint> {
  const { id, defaultPort, taken } = options;
  const isTaken = ({ host, port }: Endpoint): boolean =>
    taken.some((other) => other.host === host && other.port === port);
  let host = "127.0.0.1";
  if (process.platform === "linux") {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const candidate = { host: loopbackAddress(`${id}/${attempt}`), port: defaultPort };
      if (isTaken(candidate)) continue;
      if ((await bind(candidate)) !== undefined) return candidate;
    }
    host = loopbackAddress(`${id}/0`);
    if ((await bind({ host, port: 0 })) === undefined) host = "127.0.0.1";
  }
  for (;;) {
    const port = await bind({ host, port: 0 });
    if (port === undefined) throw new Error(`no free port on ${host}`);
    if (!isTaken({ host, port })) return { host, port };
  }
}

/** 127.16.0.1 to 127.254.255.254: clear of 127.0.0.x, which people and resolvers use by hand. */
function loopbackAddress(name: string): string {
  const [a = 0, b = 0, c = 0] = createHash("sha256").update(name).digest();
  return `127.${16 + (a % 239)}.${b}.${1 + (c % 254)}`;
}

/** The port that could be bound (`port: 0` means any), or undefined. */
function bind({ host, port }: Endpoint): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(undefined));
    probe.listen({ host, port, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : undefined));
    });
  });
}
