import { RockpoolError } from "../../errors.js";
import type { Engine, EngineReport, EngineServer } from "../contract.js";
import type { EngineContext } from "../server.js";
export class MysqlEngine implements Engine {
  readonly family = "mysql";
  constructor(_context: EngineContext) {}
  prepare(): Promise<void> {
    return Promise.reject(new RockpoolError("NoMySQLServer", "no MySQL or MariaDB server was found"));
  }
  create(): Promise<EngineServer> {
    return Promise.reject(new RockpoolError("NoMySQLServer", "no MySQL or MariaDB server was found"));
  }
  open(): Promise<EngineServer> {
    return this.create();
  }
  restore(): Promise<EngineServer> {
    return this.create();
  }
  replicate(): Promise<EngineServer> {
    return this.create();
  }
  report(): Promise<EngineReport> {
    return Promise.resolve({ family: "mysql", available: false, detail: "no MySQL or MariaDB server was found" });
  }
}
