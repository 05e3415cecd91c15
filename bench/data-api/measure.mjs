import { RDSDataClient, BatchExecuteStatementCommand, ExecuteStatementCommand } from "@aws-sdk/client-rds-data";

/** Calls of one workload against one server, through the SDK for JavaScript. */
export function caller({ endpoint, region, credentials, closesConnections = false }, target, { input, batch }) {
  const client = new RDSDataClient({
    endpoint,
    region,
    credentials,
    maxAttempts: 1,
    requestHandler: { httpAgent: { keepAlive: true, maxSockets: 64 }, httpsAgent: {} },
  });
  const Command = batch ? BatchExecuteStatementCommand : ExecuteStatementCommand;
  let number = 0;
  // data-api-local closes connections after five seconds, also under a request; the SDK's own retries run out.
  async function send(command, attempts) {
    try {
      return await client.send(command);
    } catch (error) {
      if (error.code === "ECONNRESET" && attempts > 1) return send(command, attempts - 1);
      throw error;
    }
  }
  return {
    call: () => send(new Command({ ...target, ...input(number++) }), closesConnections ? 3 : 1),
    close: () => client.destroy(),
  };
}

/** Latencies in milliseconds of one call after the other, for so long. */
export async function sequential({ call }, milliseconds) {
  const taken = [];
  const end = performance.now() + milliseconds;
  for (let now = performance.now(); now < end;) {
    await call();
    const then = performance.now();
    taken.push(then - now);
    now = then;
  }
  return taken;
}

/** Calls a second by so many clients at a time: all that were answered, by the time until the last answer. */
export async function parallel({ call }, clients, milliseconds) {
  const begin = performance.now();
  let calls = 0;
  const work = async () => {
    do {
      await call();
      calls += 1;
    } while (performance.now() - begin < milliseconds);
  };
  await Promise.all(Array.from({ length: clients }, work));
  return { calls, seconds: (performance.now() - begin) / 1000 };
}

export function percentile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}
