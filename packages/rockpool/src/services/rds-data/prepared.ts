import type { Cluster } from "./cluster.js";
import type { PreparedStatement } from "./dialect.js";
import { bareMysql } from "./mysql/scanner.js";
import { barePostgres } from "./postgres/scanner.js";
import { statementsOf } from "./statements.js";

/** How many texts are kept read, of at most so many characters: programs send the same few statements over and over. */
const REMEMBERED = { texts: 200, length: 5_000 };

/** Begins or ends a transaction past the API's own operations; savepoints and prepared transactions do not. */
const TRANSACTION_CONTROL =
  /^\s*(?:BEGIN|START\s+TRANSACTION|(?:COMMIT|END|ROLLBACK|ABORT)(?!\s+(?:(?:WORK|TRANSACTION)\s+)?(?:TO|PREPARED)\b))\b/i;

/** Without looking at the whole text, which may be long: whether it may be one of those, behind comments. */
const MAY_CONTROL = /^\s*(?:--|#|\/\*|BEGIN|START|COMMIT|END|ROLLBACK|ABORT)/i;

/** A statement's own words, without what comments say. */
const BARE = { postgres: barePostgres, mysql: bareMysql };

/** The statements of texts with their parameters found; what was found is kept for the next call with the same text. */
export class PreparedTexts {
  readonly #texts = new Map<string, readonly PreparedStatement[]>();

  /** Throws the generation's error for a text that it refuses. */
  of(
    sql: string,
    {
      dialect,
      generation,
      target,
    }: Pick<Cluster, "dialect" | "generation"> & { target: Pick<Cluster["target"], "family"> },
    use: "call" | "batch",
  ): readonly PreparedStatement[] {
    const key = `${target.family} ${generation.name} ${use} ${sql}`;
    const known = this.#texts.get(key);
    if (known !== undefined) return known;
    const prepared = statementsOf(sql, dialect, target.family, generation).map((text): PreparedStatement => {
      const statement = dialect.prepare(text, generation, use);
      return MAY_CONTROL.test(text) && TRANSACTION_CONTROL.test(BARE[target.family](text))
        ? { ...statement, warning: "transactionControl" }
        : statement;
    });
    if (key.length <= REMEMBERED.length) {
      if (this.#texts.size >= REMEMBERED.texts) this.#texts.clear();
      this.#texts.set(key, prepared);
    }
    return prepared;
  }
}
