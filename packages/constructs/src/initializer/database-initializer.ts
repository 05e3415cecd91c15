import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as iam from "aws-cdk-lib/aws-iam";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as assets from "aws-cdk-lib/aws-s3-assets";
import { CustomResource, Duration } from "aws-cdk-lib/core";
import { Construct } from "constructs";
import type { IConstruct } from "constructs";
import { invalid } from "../validation/invalid";
import { checkRange } from "../validation/ranges";
import type { DatabaseConnection } from "./database-connection";
import { planScript, type Script } from "./sql/plan";
import type { SqlScript } from "./sql-script";

/** Properties of a `DatabaseInitializer`. */
export interface DatabaseInitializerProps {
  /** The way to the database. */
  readonly connection: DatabaseConnection;

  /** The SQL. It runs once, when the initializer is created. */
  readonly script: SqlScript;

  /**
   * The database within the cluster.
   *
   * @default - the cluster's default database
   */
  readonly databaseName?: string;

  /**
   * How long the script may take, the wait for the database included: 10 seconds to 15 minutes.
   *
   * @default Duration.minutes(15)
   */
  readonly timeout?: Duration;
}

const LONGEST = Duration.minutes(15);
/** CloudFormation waits longer than the function runs, so that the function's own words reach it. */
const GRACE = Duration.minutes(1);
const HANDLER_DIRECTORY = join(__dirname, "..", "handlers", "initializer");

/**
 * The content of a database as part of the deployment: SQL that runs once, while the stack is created.
 *
 * On PostgreSQL all statements run in one transaction; on MySQL, which commits every DDL statement by itself, one after the other. When a
 * statement fails, the deployment fails with the database's words and rolls back. A later change of the script is refused; new
 * statements belong into a new initializer. Deleting the initializer leaves the data alone.
 */
export class DatabaseInitializer extends Construct {
  /** How many statements ran. */
  public readonly statementCount: string;

  /** SHA-256 of the script. */
  public readonly scriptHash: string;

  public constructor(scope: Construct, id: string, props: DatabaseInitializerProps) {
    super(scope, id);
    const timeout = props.timeout ?? LONGEST;
    checkRange(this, "timeout", timeout.toSeconds(), { min: 10, max: LONGEST.toSeconds(), unit: "seconds" });
    const { connection } = props;

    const content = { dialect: connection._dialect, sources: props.script._sources };
    const count = statementCount(this, content);
    const script = JSON.stringify(content);
    this.scriptHash = createHash("sha256").update(script).digest("hex");
    const asset = scriptAsset(this, script);

    const handler = new lambda.Function(this, "Handler", {
      description: `Fills the database of ${this.node.path}`,
      runtime: lambda.Runtime.NODEJS_22_X,
      code: lambda.Code.fromAsset(HANDLER_DIRECTORY),
      handler: "index.handler",
      memorySize: 256,
      timeout,
    });
    connection._grant(handler);
    handler.addToRolePolicy(
      new iam.PolicyStatement({
        actions: ["s3:GetObject"],
        resources: [asset.bucket.arnForObjects(asset.s3ObjectKey)],
      }),
    );

    const resource = new CustomResource(this, "Resource", {
      resourceType: "Custom::DatabaseInitializer",
      serviceToken: handler.functionArn,
      serviceTimeout: timeout.plus(GRACE),
      properties: {
        ClusterArn: connection._cluster.clusterArn,
        SecretArn: connection.secret.secretArn,
        DatabaseName: props.databaseName,
        ScriptBucket: asset.s3BucketName,
        ScriptKey: asset.s3ObjectKey,
        ScriptHash: this.scriptHash,
        StatementCount: count,
      },
    });
    // The cluster with all it has: its instances, without which it takes no SQL, and the attachment of its secret.
    resource.node.addDependency(connection._cluster, connection.secret, handler);
    this.statementCount = resource.getAttString("StatementCount");
  }

  /** Has constructs created after the database is filled, e.g. the functions that use it. */
  public executeBefore(...constructs: IConstruct[]): void {
    for (const construct of constructs) construct.node.addDependency(this);
  }
}

/** How many statements a script has. Splitting it here finds what would fail in the handler. */
function statementCount(scope: Construct, script: Script): number {
  try {
    return planScript(script).statements.length;
  } catch (error) {
    invalid(scope, error instanceof Error ? error.message : String(error));
  }
}

function scriptAsset(scope: Construct, text: string): assets.Asset {
  const directory = mkdtempSync(join(tmpdir(), "rockpool-script-"));
  try {
    const path = join(directory, "script.json");
    writeFileSync(path, text);
    // The asset is staged at once, so the file is of no use any more afterwards.
    return new assets.Asset(scope, "Script", { path });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
