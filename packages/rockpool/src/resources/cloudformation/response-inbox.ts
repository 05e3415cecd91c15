import { randomUUID } from "node:crypto";

/** What happened to a delivery: `taken` by a waiting resource, `late` (answered before, or given up), or `unknown`. */
export type Delivery = "taken" | "late" | "unknown";

/**
 * Where custom resources send their answers. Each request has a token of its own in its `ResponseURL`; the first answer
 * that is valid counts, later ones are ignored, as CloudFormation does.
 */
export class ResponseInbox {
  readonly #waiting = new Map<string, (body: string) => boolean>();
  readonly #ended = new Set<string>();

  /** Opens a token. `accept` is given each body that arrives and says whether that ends the waiting. */
  open(accept: (body: string) => boolean): { token: string; close: () => void } {
    const token = randomUUID();
    this.#waiting.set(token, accept);
    return { token, close: () => this.#end(token) };
  }

  deliver(token: string, body: string): Delivery {
    const accept = this.#waiting.get(token);
    if (accept === undefined) return this.#ended.has(token) ? "late" : "unknown";
    if (accept(body)) this.#end(token);
    return "taken";
  }

  #end(token: string): void {
    if (this.#waiting.delete(token)) this.#ended.add(token);
    // Tokens are only remembered to tell a late answer from a stray one; old ones may be forgotten.
    if (this.#ended.size > 10_000) this.#ended.delete(this.#ended.values().next().value ?? "");
  }
}
