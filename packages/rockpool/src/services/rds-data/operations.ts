import type {
  BeginTransactionRequest,
  CommitTransactionRequest,
  ExecuteSqlRequest,
  RollbackTransactionRequest,
} from "@aws-sdk/client-rds-data";
import { AwsError } from "../../errors.js";
import type { EventBus } from "../../events.js";
import type { AnyOperation, CallContext } from "../contract.js";
import type { DataApiTarget } from "../rds/service.js";
import type { Calls, Checked } from "./calls.js";
import type { ExecuteOptions, PreparedStatement } from "./dialect.js";
import { badRequest } from "./errors.js";
import type { ColumnMetadata, Field } from "./fields.js";
import { GENERATIONS } from "./generation.js";
import { HINTS, hintOn } from "./hints.js";
import { jsonRecords } from "./json-records.js";
import { PreparedTexts } from "./prepared.js";
import {
  type BatchExecuteStatementInput,
  type ExecuteStatementInput,
  checkWords,
  parametersOf,
  sqlOf,
} from "./request.js";
import { operationOn } from "./refusals.js";
import { atomically, onFitSession, runAll, translated } from "./statements.js";
import type { Transactions } from "./transactions.js";

const RESULT_BYTES = 1_048_576;

export interface ExecuteStatementAnswer {
  records?: readonly Field[][];
  columnMetadata?: readonly ColumnMetadata[];
  numberOfRecordsUpdated?: number;
  generatedFields?: readonly Field[];
  formattedRecords?: string;
}

export interface OperationOptions {
  readonly events: Pick<EventBus, "emit">;
  readonly calls: Calls;
  readonly transactions: Transactions;
  readonly target: (resourceArn: string) => DataApiTarget | undefined;
}

const OPERATIONS = { call: "ExecuteStatement", batch: "BatchExecuteStatement" } as const;

/** The operations of the Data API. The decision who may call them has been made in front of them, by the gateway. */
export function createOperations({ calls, transactions, target: find, events }: OperationOptions) {
  const texts = new PreparedTexts();

  function prepared(sql: string, checked: Checked, use: "call" | "batch"): readonly PreparedStatement[] {
    const statements = texts.of(sql, checked, use);
    for (const { warning } of statements)
      if (warning !== undefined) {
        const { identifier, family } = checked.target;
        const message = `${operationOn(OPERATIONS[use], identifier, checked.database)}: ${hintOn(HINTS[warning], family)}`;
        events.emit({ kind: "notice", level: "warning", code: `rds-data.${warning}`, message });
      }
    return statements;
  }

  return {
    async ExecuteStatement(call: CallContext, input: ExecuteStatementInput): Promise<ExecuteStatementAnswer> {
      const sql = sqlOf(input);
      checkWords(input);
      const checked = await calls.check(input);
      const { generation, target } = checked;
      const parameters = parametersOf(input.parameters, generation, target.family);
      const statements = prepared(sql, checked, "call").map((statement) => statement.bind(parameters));
      const how: ExecuteOptions = {
        generation,
        decimals: input.resultSetOptions?.decimalReturnType ?? "STRING",
        longs: input.resultSetOptions?.longReturnType ?? "LONG",
        metadata: input.includeResultMetadata === true,
        sizeLimit: RESULT_BYTES,
      };
      const carryOn = input.continueAfterTimeout ?? false;
      const outcome = await calls.run(call, checked, { sql, carryOn }, (session, inTransaction) =>
        runAll(session, statements, how, inTransaction),
      );
      if (outcome.rows === undefined)
        return { generatedFields: outcome.generated, numberOfRecordsUpdated: outcome.updated };
      // For queries only; what other statements return comes as it always does.
      if (input.formatRecordsAs === "JSON" && outcome.select)
        return {
          formattedRecords: jsonRecords(outcome.rows, outcome.labels, generation),
          numberOfRecordsUpdated: outcome.updated,
        };
      return {
        records: outcome.rows,
        numberOfRecordsUpdated: outcome.updated,
        ...(outcome.metadata === undefined ? {} : { columnMetadata: outcome.metadata }),
      };
    },

    async BatchExecuteStatement(
      call: CallContext,
      input: BatchExecuteStatementInput,
    ): Promise<{ updateResults: Array<{ generatedFields: readonly Field[] }> }> {
      const sql = sqlOf(input);
      const checked = await calls.check(input);
      const { generation, target } = checked;
      const [statement, ...others] = prepared(sql, checked, "batch");
      if (others.length > 0) {
        throw badRequest("Multistatements aren't supported in a batch.", HINTS.severalStatements[target.family]);
      }
      const sets = input.parameterSets ?? [];
      if (sets.length === 0 || statement === undefined) return { updateResults: [] };
      const statements = sets.map((set) => statement.bind(parametersOf(set, generation, target.family)));
      const how: ExecuteOptions = {
        generation,
        decimals: "STRING",
        longs: "LONG",
        metadata: false,
        sizeLimit: RESULT_BYTES,
      };
      const updateResults = await calls.run(call, checked, { sql, carryOn: false }, (session, inTransaction) => {
        const each = async (): Promise<Array<{ generatedFields: readonly Field[] }>> =>
          (await session.executeAll(statements, how)).map(({ generated }) => ({ generatedFields: generated }));
        // Whether a failing set undoes the others is not documented; all or nothing is what a user can repeat.
        return inTransaction || statements.length === 1 ? each() : atomically(session, each);
      });
      return { updateResults };
    },

    async BeginTransaction(call: CallContext, input: BeginTransactionRequest): Promise<{ transactionId: string }> {
      const checked = await calls.check(input);
      const { resourceArn, database, dialect, generation } = checked;
      const { lease, user } = await onFitSession(async () => {
        const taken = await calls.session(call, checked, "transaction");
        try {
          await translated(dialect, generation, () => taken.lease.session.begin());
        } catch (error) {
          taken.lease.release({ discard: true, running: false });
          throw error;
        }
        return taken;
      });
      // Later calls are compared with what this one named: none, and they must name none.
      return { transactionId: transactions.add({ resourceArn, username: user.username, database, lease }) };
    },

    async CommitTransaction(
      call: CallContext,
      input: CommitTransactionRequest,
    ): Promise<{ transactionStatus: string }> {
      await calls.finish(call, input, async (session, generation) => {
        if (await session.commit()) return;
        throw new AwsError(
          generation.databaseError,
          "The database returned ROLLBACK, so the transaction cannot be committed: a statement of it had failed.",
          { hint: HINTS.failedCommit.postgres },
        );
      });
      return { transactionStatus: "Transaction Committed" };
    },

    async RollbackTransaction(
      call: CallContext,
      input: RollbackTransactionRequest,
    ): Promise<{ transactionStatus: string }> {
      await calls.finish(call, input, (session) => session.rollback());
      return { transactionStatus: "Rollback Complete" };
    },

    async ExecuteSql(_call: CallContext, input: ExecuteSqlRequest): Promise<never> {
      const generation = find(input.dbClusterOrInstanceArn ?? "")?.generation ?? "v2";
      throw badRequest(GENERATIONS[generation].executeSql, HINTS.executeSql);
    },
  } satisfies Record<string, AnyOperation>;
}

export type RdsDataOperations = ReturnType<typeof createOperations>;
