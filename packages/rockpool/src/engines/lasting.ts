/** How long an unused connection is kept, in milliseconds. */
const IDLE_MILLISECONDS = 10_000;

/** A connection that is kept between uses, for what is asked often. It is opened when it is needed, and again after an error. */
export class Lasting<Client> {
  readonly #open: () => Promise<Client>;
  readonly #close: (client: Client) => Promise<void>;
  readonly #idleMilliseconds: number;
  #client: Promise<Client> | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    open: () => Promise<Client>,
    close: (client: Client) => Promise<void>,
    idleMilliseconds: number = IDLE_MILLISECONDS,
  ) {
    this.#idleMilliseconds = idleMilliseconds;
    this.#open = open;
    this.#close = close;
  }

  /** Runs work on the connection, one piece after the other. */
  use<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const turn = this.#turn.then(() => this.#use(work));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #use<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = (this.#client ??= this.#open());
    clearTimeout(this.#timer);
    try {
      return await work(await client);
    } catch (error) {
      if (this.#client === client) await this.close();
      throw error;
    } finally {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.close(), this.#idleMilliseconds).unref();
    }
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    clearTimeout(this.#timer);
    try {
      if (client !== undefined) await this.#close(await client);
    } catch {
      // It was never open, or the server closed it first.
    }
  }
}
