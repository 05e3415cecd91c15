import type {
  BatchExecuteStatementRequest,
  BeginTransactionRequest,
  CommitTransactionRequest,
  ExecuteSqlRequest,
  ExecuteStatementRequest,
  RollbackTransactionRequest,
} from "@aws-sdk/client-rds-data";
import { type Environment, arn } from "../../environment.js";
import { AwsError } from "../../errors.js";
import type { AnyOperation, CallContext, Permission, Service } from "../contract.js";
import type { DataApiTarget } from "../rds/service.js";
import { type ReadSecret, readCredentials } from "./credentials.js";
import type { Dialect, ExecuteOptions, Session } from "./dialect.js";
import { badRequest, resultTooLarge, validationError } from "./errors.js";
import type { ColumnMetadata, Field } from "./fields.js";
import { GENERATIONS, type Generation } from "./generation.js";
import { jsonRecords } from "./json-records.js";
import { mysqlDialect } from "./mysql/session.js";
import { SessionPool } from "./pool.js";
import { postgresDialect } from "./postgres/session.js";
import { checkLengths, parametersOf, sqlOf } from "./request.js";
import { atomically, runAll, statementsOf, translated, withTimeout } from "./statements.js";
import { TRANSACTION_LIMITS, type TransactionLimits, Transactions } from "./transactions.js";

export type { ReadSecret } from "./credentials.js";

export interface RdsDataOptions {
  readonly environment: Environment;
  /** The cluster of exactly this ARN. */
  readonly target: (resourceArn: string) => DataApiTarget | undefined;
  readonly readSecret: ReadSecret;
  /** The ARN of a secret that is given by name, for the permission check. Default: the ARN with any suffix. */
  readonly secretArn?: (idOrArn: string) => string | undefined;
  /** Milliseconds that a statement may take. Default 45 000. */
  readonly statementTimeout?: number;
  readonly transactionLimits?: TransactionLimits;
}

const STATEMENT_MILLISECONDS = 45_000;
const RESULT_BYTES = 1_048_576;
const DIALECTS: Readonly<Record<"postgres" | "mysql", Dialect>> = { postgres: postgresDialect, mysql: mysqlDialect };

type Common = Pick<ExecuteStatementRequest, "resourceArn" | "secretArn" | "database" | "schema">;

export interface ExecuteStatementAnswer {
  records?: readonly Field[][];
  columnMetadata?: readonly ColumnMetadata[];
  numberOfRecordsUpdated?: number;
  generatedFields?: readonly Field[];
  formattedRecords?: string;
}

function createOperations(options: RdsDataOptions, pool: SessionPool, transactions: Transactions) {
  const timeout = options.statementTimeout ?? STATEMENT_MILLISECONDS;

  /** The cluster of a request that may use the Data API now. */
  function targetOf(resourceArn: string): { target: DataApiTarget; generation: Generation; dialect: Dialect } {
    const target = options.target(resourceArn);
    if (target === undefined || !target.httpEndpointEnabled) {
      const generation = GENERATIONS[target?.generation ?? "v2"];
      throw new AwsError(
        generation.name === "v1" ? "BadRequestException" : "HttpEndpointNotEnabledException",
        `HttpEndpoint is not enabled for resource ${resourceArn}`,
      );
    }
    const generation = GENERATIONS[target.generation];
    if (target.status === "stopped" || target.status === "stopping") {
      throw new AwsError(generation.stopped, `The DB cluster ${target.identifier} is ${target.status}.`);
    }
    if (!target.hasInstance)
      throw new AwsError("DatabaseNotFoundException", "The DB cluster doesn't have a DB instance.");
    return { target, generation, dialect: DIALECTS[target.family] };
  }

  function checked(input: Common & { transactionId?: string | undefined }) {
    const lengths = checkLengths(input);
    const found = targetOf(lengths.resourceArn);
    if (input.schema !== undefined && found.generation.schemaParameter === "refused")
      throw validationError("The schema parameter isn't supported");
    return { ...lengths, ...found };
  }

  async function openSession(
    call: CallContext,
    input: Common,
    found: ReturnType<typeof checked>,
    use: "call" | "transaction",
  ) {
    const { target, generation, dialect } = found;
    const { username, password } = await readCredentials(options.readSecret, call, found.secretArn, generation);
    const database = emptyAsAbsent(input.database) ?? dialect.defaultDatabase(target.databaseName);
    return translated(dialect, generation, () =>
      pool.take(dialect, { ...target.endpoint, username, password, database }, use),
    );
  }

  /** Runs work on a session: the transaction's, or one from the pool for this call alone. */
  async function onSession<T>(
    call: CallContext,
    input: Common & { transactionId?: string | undefined },
    found: ReturnType<typeof checked>,
    carryOn: boolean,
    work: (session: Session, inTransaction: boolean) => Promise<T>,
  ): Promise<T> {
    const { generation, dialect, resourceArn } = found;
    const run = (session: Session, inTransaction: boolean, outlives: (ends: Promise<unknown>) => void): Promise<T> =>
      translated(dialect, generation, () =>
        withTimeout(session, work(session, inTransaction), { milliseconds: timeout, carryOn, generation, outlives }),
      );
    const id = emptyAsAbsent(input.transactionId);
    if (id === undefined) {
      const { session, release } = await openSession(call, input, found, "call");
      let until: Promise<unknown> = Promise.resolve();
      try {
        return await run(session, false, (ends) => {
          until = ends;
        });
      } catch (error) {
        if (isTooLarge(error)) session.close();
        throw error;
      } finally {
        // Nobody waits for the reset.
        void until.then(() => release());
      }
    }
    // The secret must be right for a call in a transaction too.
    await readCredentials(options.readSecret, call, found.secretArn, generation);
    transactions.get(id, resourceArn, emptyAsAbsent(input.database), generation);
    return transactions.use(id, resourceArn, generation, async ({ session }) => {
      try {
        return await run(session, true, (ends) => transactions.hold(id, ends));
      } catch (error) {
        if (isTooLarge(error)) await transactions.terminate(id, "terminated");
        else if (!session.alive) await transactions.terminate(id, "aborted");
        throw error;
      }
    });
  }

  async function finishTransaction(
    call: CallContext,
    input: { resourceArn: string | undefined; secretArn: string | undefined; transactionId: string | undefined },
    finish: (session: Session, generation: Generation) => Promise<void>,
  ): Promise<void> {
    const id = emptyAsAbsent(input.transactionId);
    if (id === undefined)
      throw validationError(
        "1 validation error detected: Value null at 'transactionId' failed to satisfy constraint: Member must not be null",
      );
    const found = checked(input);
    await readCredentials(options.readSecret, call, found.secretArn, found.generation);
    await transactions.use(id, found.resourceArn, found.generation, async ({ session }) => {
      try {
        await translated(found.dialect, found.generation, () => finish(session, found.generation));
      } finally {
        await transactions.finish(id);
      }
    });
  }

  return {
    async ExecuteStatement(call: CallContext, input: ExecuteStatementRequest): Promise<ExecuteStatementAnswer> {
      const sql = sqlOf(input);
      const found = checked(input);
      const { generation, dialect, target } = found;
      const parameters = parametersOf(input.parameters, generation);
      const statements = statementsOf(sql, dialect, target.family, generation).map((text) =>
        dialect.bind(text, parameters, generation),
      );
      const asJson = input.formatRecordsAs === "JSON";
      const how: ExecuteOptions = {
        generation,
        decimals: input.resultSetOptions?.decimalReturnType ?? "STRING",
        longs: input.resultSetOptions?.longReturnType ?? "LONG",
        metadata: input.includeResultMetadata === true && !asJson,
        sizeLimit: RESULT_BYTES,
      };
      const outcome = await onSession(
        call,
        input,
        found,
        input.continueAfterTimeout ?? false,
        (session, inTransaction) => runAll(session, statements, how, inTransaction),
      );
      if (outcome.rows === undefined)
        return { generatedFields: outcome.generated, numberOfRecordsUpdated: outcome.updated };
      if (asJson)
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
      input: BatchExecuteStatementRequest,
    ): Promise<{ updateResults: Array<{ generatedFields: readonly Field[] }> }> {
      const sql = sqlOf(input);
      const found = checked(input);
      const { generation, dialect, target } = found;
      const [text = "", ...others] = statementsOf(sql, dialect, target.family, generation);
      if (others.length > 0) throw badRequest("Multistatements aren't supported in a batch.");
      const statements = (input.parameterSets ?? []).map((set) =>
        dialect.bind(text, parametersOf(set, generation), generation),
      );
      if (statements.length === 0) return { updateResults: [] };
      const how: ExecuteOptions = {
        generation,
        decimals: "STRING",
        longs: "LONG",
        metadata: false,
        sizeLimit: RESULT_BYTES,
      };
      const updateResults = await onSession(call, input, found, false, (session, inTransaction) => {
        const each = async (): Promise<Array<{ generatedFields: readonly Field[] }>> => {
          const results = [];
          for (const statement of statements)
            results.push({ generatedFields: (await session.execute(statement, how)).generated });
          return results;
        };
        // Whether a failing set undoes the others is not documented; all or nothing is what a user can repeat.
        return inTransaction || statements.length === 1 ? each() : atomically(session, each);
      });
      return { updateResults };
    },

    async BeginTransaction(call: CallContext, input: BeginTransactionRequest): Promise<{ transactionId: string }> {
      const found = checked(input);
      const { session, release } = await openSession(call, input, found, "transaction");
      try {
        await translated(found.dialect, found.generation, () => session.begin());
      } catch (error) {
        await release({ discard: true });
        throw error;
      }
      // Later calls are compared with what this one named: none, and they must name none.
      const database = emptyAsAbsent(input.database);
      return {
        transactionId: transactions.add(
          { resourceArn: found.resourceArn, database, dialect: found.dialect, session },
          release,
        ),
      };
    },

    async CommitTransaction(
      call: CallContext,
      input: CommitTransactionRequest,
    ): Promise<{ transactionStatus: string }> {
      await finishTransaction(call, input, async (session, generation) => {
        if (!(await session.commit())) {
          throw new AwsError(
            generation.databaseError,
            "The database returned ROLLBACK, so the transaction cannot be committed: a statement of it had failed.",
          );
        }
      });
      return { transactionStatus: "Transaction Committed" };
    },

    async RollbackTransaction(
      call: CallContext,
      input: RollbackTransactionRequest,
    ): Promise<{ transactionStatus: string }> {
      await finishTransaction(call, input, (session) => session.rollback());
      return { transactionStatus: "Rollback Complete" };
    },

    ExecuteSql(_call: CallContext, input: ExecuteSqlRequest): never {
      const generation = options.target(input.dbClusterOrInstanceArn ?? "")?.generation ?? "v2";
      throw badRequest(GENERATIONS[generation].executeSql);
    },
  } satisfies Record<string, AnyOperation>;
}

export type RdsDataOperations = ReturnType<typeof createOperations>;

export interface RdsDataService extends Service<RdsDataOperations> {
  /** Rolls back open transactions and closes all sessions. */
  close(): Promise<void>;
}

/** The RDS Data API over the clusters of the rds service. */
export function createRdsDataService(options: RdsDataOptions): RdsDataService {
  const pool = new SessionPool();
  const transactions = new Transactions({
    random: options.environment.random,
    limits: options.transactionLimits ?? TRANSACTION_LIMITS,
  });

  function secretArnOf(idOrArn: string): string {
    if (idOrArn.startsWith("arn:")) return idOrArn;
    return (
      options.secretArn?.(idOrArn) ?? arn(options.environment.account, "secretsmanager", `secret:${idOrArn}-??????`)
    );
  }

  return {
    sdkName: "rds-data",
    signingName: "rds-data",
    operations: createOperations(options, pool, transactions),
    permissions: (operation, input): Permission[] => {
      const resource = input["resourceArn"] ?? input["dbClusterOrInstanceArn"];
      const secret = input["secretArn"] ?? input["awsSecretStoreArn"];
      return [
        { action: `rds-data:${operation}`, resource: typeof resource === "string" ? resource : "*" },
        ...(typeof secret === "string"
          ? [{ action: "secretsmanager:GetSecretValue", resource: secretArnOf(secret) }]
          : []),
      ];
    },
    model: () => import("@aws-sdk/client-rds-data"),
    async close() {
      await transactions.close();
      await pool.close();
    },
  };
}

const emptyAsAbsent = (text: string | undefined): string | undefined => (text === "" ? undefined : text);

const isTooLarge = (error: unknown): boolean =>
  error instanceof AwsError &&
  Object.values(GENERATIONS).some((generation) => resultTooLarge(generation).message === error.message);
