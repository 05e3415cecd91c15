import { connect, createServer, type Server, type Socket } from "node:net";
import type { Endpoint } from "../../engines/contract.js";

/**
 * Keeps the address of a paused server: whoever connects wakes the server, waits until it is back and is then passed on
 * to it. Who comes in the moment between the closing of the door and the server's own listening is refused.
 */
export class Door {
  readonly #endpoint: Endpoint;
  readonly #server: Server;
  readonly #waiting = new Set<Socket>();

  private constructor(endpoint: Endpoint, wake: () => Promise<void>) {
    this.#endpoint = endpoint;
    this.#server = createServer({ pauseOnConnect: true }, (socket) => {
      this.#waiting.add(socket);
      socket.on("error", () => undefined);
      socket.once("close", () => this.#waiting.delete(socket));
      wake().then(
        () => this.#pass(socket),
        () => socket.destroy(),
      );
    });
  }

  /** Undefined where the address cannot be had: then connections are refused until the server is back. */
  static open(endpoint: Endpoint, wake: () => Promise<void>): Promise<Door | undefined> {
    const door = new Door(endpoint, wake);
    return new Promise((resolve) => {
      door.#server.once("error", () => resolve(undefined));
      door.#server.listen({ host: endpoint.host, port: endpoint.port, exclusive: true }, () => resolve(door));
    });
  }

  /** Leaves the address to the server. Those who wait go on waiting for it. */
  leave(): void {
    this.#server.close();
  }

  /** Leaves the address, and sends those who wait away: there will be no server. */
  shut(): void {
    this.#server.close();
    for (const socket of this.#waiting) socket.destroy();
  }

  #pass(socket: Socket): void {
    this.#waiting.delete(socket);
    if (socket.destroyed) return;
    const server = connect({ host: this.#endpoint.host, port: this.#endpoint.port, noDelay: true });
    const end = (): void => {
      server.destroy();
      socket.destroy();
    };
    for (const side of [server, socket]) side.on("error", end).on("close", end);
    socket.setNoDelay(true);
    server.pipe(socket);
    socket.pipe(server);
  }
}
