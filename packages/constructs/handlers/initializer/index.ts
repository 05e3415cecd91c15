import { RDSDataClient } from "@aws-sdk/client-rds-data";
import { S3Client } from "@aws-sdk/client-s3";
import { DataApi } from "./data-api";
import { handle, type Invocation } from "./handle";
import { type Answer, type Request, respond } from "./respond";
import { readScript } from "./script";

// One client a container. No retries by the SDK: a statement whose answer got lost may have run.
const rdsData = new RDSDataClient({ maxAttempts: 1 });
// A server of one's own rarely has a name for every bucket.
const s3 = new S3Client({ forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL) });

/** Lambda repeats an invocation that failed. What a request came to is kept, so that its SQL does not run twice in this container. */
const answers = new Map<string, Answer>();

/** Time to tell CloudFormation that the time is up. */
const RESERVE_MILLISECONDS = 3_000;

/** Handles a request of CloudFormation for a `Custom::DatabaseInitializer`. */
export async function handler(request: Request, context: { getRemainingTimeInMillis(): number }): Promise<void> {
  let answer = answers.get(request.RequestId);
  if (!answer) {
    const signal = AbortSignal.timeout(Math.max(context.getRemainingTimeInMillis() - RESERVE_MILLISECONDS, 1_000));
    const invocation: Invocation = {
      readScript: (location) => readScript(s3, location, signal),
      dataApi: (target) => new DataApi(rdsData, target, signal),
      signal,
      log: (line) => process.stdout.write(`${line}\n`),
    };
    answer = await handle(request, invocation);
    answers.set(request.RequestId, answer);
  }
  await respond(request, answer);
}
