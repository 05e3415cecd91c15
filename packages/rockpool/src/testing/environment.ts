import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Account, type Environment, systemClock, systemRandom } from "../environment.js";
import { EventBus } from "../events.js";
import { State } from "../state/state.js";

export const testAccount: Account = {
  accountId: "000000000000",
  region: "us-east-1",
  partition: "aws",
  urlSuffix: "amazonaws.com",
};

/** A real environment in a temporary directory, which disposal removes. */
export function testEnvironment(overrides: Partial<Environment> = {}): Environment & Disposable {
  const directory = mkdtempSync(join(tmpdir(), "rockpool-test-"));
  const state = new State(directory);
  return {
    account: testAccount,
    state,
    events: new EventBus(),
    clock: systemClock,
    random: systemRandom,
    endpoint: "http://127.0.0.1:4566",
    ...overrides,
    [Symbol.dispose]() {
      state.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
