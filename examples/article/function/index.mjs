import { ExecuteStatementCommand, RDSDataClient } from "@aws-sdk/client-rds-data";

const client = new RDSDataClient();

/** Answers with all rows of the table as JSON. */
export async function handler() {
  const { formattedRecords } = await client.send(
    new ExecuteStatementCommand({
      resourceArn: process.env.CLUSTER_ARN,
      secretArn: process.env.SECRET_ARN,
      database: process.env.DATABASE_NAME,
      sql: "select * from Pets",
      formatRecordsAs: "JSON",
    }),
  );
  return { statusCode: 200, headers: { "content-type": "application/json" }, body: formattedRecords };
}
