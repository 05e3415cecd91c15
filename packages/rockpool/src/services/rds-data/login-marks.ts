/** How long a login that was found valid is taken to be so, in milliseconds. */
const VALID_MILLISECONDS = 50;

/**
 * What the server says of a login's validity, as a mark that changes with it. It is asked again after a moment, so that a
 * password that was changed by anybody ends the sessions of the old one.
 */
export class LoginMarks {
  value: string | undefined;
  #askedAt = Number.NEGATIVE_INFINITY;
  #asking: Promise<string | undefined> | undefined;

  fresh(): boolean {
    return performance.now() - this.#askedAt < VALID_MILLISECONDS;
  }

  /** Asks, unless somebody is asking. A server that cannot say leaves the judgement to the next login. */
  ask(loginMark: (() => Promise<string | undefined>) | undefined): Promise<string | undefined> {
    if (this.#asking !== undefined) return this.#asking;
    const asking = (loginMark?.() ?? Promise.resolve(undefined))
      .catch(() => undefined)
      .then((value) => {
        // Not when it was distrusted in the meantime.
        if (this.#asking === asking) {
          this.value = value;
          this.#askedAt = performance.now();
          this.#asking = undefined;
        }
        return value;
      });
    this.#asking = asking;
    return asking;
  }

  /** Something may have changed: what was said before counts no more. */
  forget(): void {
    this.#askedAt = Number.NEGATIVE_INFINITY;
    this.#asking = undefined;
  }
}
