import { describe, expect, test } from "vitest";
import { GENERATIONS } from "./generation.js";
import { mysqlDialect } from "./mysql/session.js";
import { postgresDialect } from "./postgres/session.js";
import { PreparedTexts } from "./prepared.js";

const BEFORE_BOTH = ["", " \n", "/* app */ ", "/* app */ /**/", "-- x\n", "-- x\r\n  /* y */\n"];

describe.each([
  { family: "postgres", dialect: postgresDialect, before: [...BEFORE_BOTH, "/* a /* nested */ */", "--x\n"] },
  { family: "mysql", dialect: mysqlDialect, before: [...BEFORE_BOTH, "# x\n"] },
] as const)("a text for $family", ({ family, dialect, before }) => {
  const texts = new PreparedTexts();
  const warningsOf = (sql: string) =>
    texts.of(sql, { dialect, generation: GENERATIONS.v2, target: { family } }, "call").map(({ warning }) => warning);

  test.each(["BEGIN", "start transaction", "COMMIT;", "START/* x */TRANSACTION", "ROLLBACK /* TO a */"])(
    "that is %s is warned of, whatever blanks and comments stand in front of it",
    (sql) => {
      for (const comment of before)
        expect([comment, ...warningsOf(comment + sql)]).toEqual([comment, "transactionControl"]);
    },
  );

  test.each([
    "/* BEGIN */ SELECT 1",
    "-- COMMIT\nSELECT 1",
    "SELECT 'BEGIN'",
    "/* x */ ROLLBACK /* y */ TO SAVEPOINT a",
    "/* x */ SAVEPOINT a",
  ])("that is %s is not", (sql) => expect(warningsOf(sql)).toEqual([undefined]));
});
