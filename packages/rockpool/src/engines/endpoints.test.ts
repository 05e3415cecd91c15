import { createServer } from "node:net";
import { expect, it } from "vitest";
import { allocateEndpoint } from "./endpoints.js";

const PORT = 45_432;

it.runIf(process.platform === "linux")(
  "gives a server the same endpoint every time, and another server another",
  async () => {
    const first = await allocateEndpoint({ id: "db-1", defaultPort: PORT, taken: [] });
    expect(await allocateEndpoint({ id: "db-1", defaultPort: PORT, taken: [] })).toEqual(first);
    expect(await allocateEndpoint({ id: "db-2", defaultPort: PORT, taken: [] })).not.toEqual(first);
  },
);

it.runIf(process.platform === "linux")(
  "keeps the default port on Linux, on a loopback address that nobody has",
  async () => {
    const first = await allocateEndpoint({ id: "db-1", defaultPort: PORT, taken: [] });
    expect(first).toMatchObject({ host: expect.stringMatching(/^127\.\d+\.\d+\.\d+$/), port: PORT });
    const second = await allocateEndpoint({ id: "db-1", defaultPort: PORT, taken: [first] });
    expect(second.port).toBe(PORT);
    expect(second.host).not.toBe(first.host);
  },
);

it("takes another port when the default one is in use on every address", async () => {
  const everywhere = createServer();
  await new Promise<void>((resolve) => everywhere.listen({ port: PORT + 1, host: "0.0.0.0" }, resolve));
  try {
    const { port } = await allocateEndpoint({ id: "db-1", defaultPort: PORT + 1, taken: [] });
    expect(port).not.toBe(PORT + 1);
  } finally {
    everywhere.close();
  }
});
