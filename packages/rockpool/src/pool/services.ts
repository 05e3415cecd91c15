import { createStackEngine, type StackEngine } from "../cloudformation/engine/index.js";
import { FolderBuckets } from "../deploy/folders.js";
import { createEngines } from "../engines/index.js";
import type { Environment } from "../environment.js";
import { createFunctionRunner } from "../functions/runner.js";
import { presign } from "../gateway/sigv4/sign.js";
import { ResponseInbox } from "../resources/cloudformation/response-inbox.js";
import { createRegistry } from "../resources/registry.js";
import { type CloudFormationService, createCloudFormationService } from "../services/cloudformation/index.js";
import type { Service } from "../services/contract.js";

import { createEc2Service } from "../services/ec2/index.js";
import { createIamService, type IamService } from "../services/iam/index.js";
import { createLambdaService, type LambdaService } from "../services/lambda/index.js";
import { createLogsService } from "../services/logs/index.js";
import { createRdsDataService } from "../services/rds-data/index.js";
import { createRdsService } from "../services/rds/service.js";
import { createS3Service, type S3Service } from "../services/s3/index.js";
import { createSecretsManagerService } from "../services/secretsmanager/index.js";
import { createSsmService } from "../services/ssm/index.js";
import { createStsService, type KeyPair, rootCredentials, type StsService } from "../services/sts/index.js";
import { bootstrap } from "./bootstrap.js";
import { externalValues, objectReader } from "./external.js";
import { managedSecrets, readSecret } from "./secrets.js";
import type { ResolvedOptions } from "./options.js";

/** Where the answers of custom resources arrive, below the gateway's address. */
export const RESPONSE_PATH = "/cloudformation-custom-resource-response";

/** Everything that a pool consists of, below its gateway. */
export interface PoolParts {
  readonly credentials: KeyPair;
  readonly stackEngine: StackEngine;
  readonly inbox: ResponseInbox;
  readonly folders: FolderBuckets;
  readonly iam: IamService;
  readonly sts: StsService;
  readonly s3: S3Service;
  readonly lambda: LambdaService;
  readonly cloudFormation: CloudFormationService;
  /** What the gateway serves. */
  readonly services: readonly Service[];
  /** Brings back what ran when the pool ended: databases first, then the stacks and events that were under way. */
  recover(): Promise<void>;
  /**
   * Makes ready, in the background, what takes longest in a first deployment and needs nothing from elsewhere: the
   * directory that PostgreSQL servers are cloned from. What fails here fails again, and is told, when it is needed.
   */
  warmUp(): void;
  /** Ends everything in order, from the stacks down to the database servers. */
  close(): Promise<void>;
}

/** Makes every part and hands each what it needs. Nothing is started yet. */
export function createParts(environment: Environment, options: ResolvedOptions): PoolParts {
  const { account } = environment;
  const credentials = rootCredentials(environment.state, environment.random);

  const iam = createIamService({ environment });
  const sts = createStsService({ environment, iam });
  const ssm = createSsmService({ environment });
  const secretsManager = createSecretsManagerService({ environment });

  const ec2 = createEc2Service({ environment });
  const s3 = createS3Service(environment);
  const logs = createLogsService({ environment });

  const folders = new FolderBuckets();
  const readObject = objectReader({ environment, s3, folders });
  const external = externalValues({ environment, ssm, secretsManager, readObject });

  const engines = createEngines({ environment });
  const rds = createRdsService({
    environment,
    engines,
    secrets: managedSecrets(secretsManager),
    subnets: (ids) => ec2.subnets(ids),
    durability: options.durability,
  });
  const rdsData = createRdsDataService({
    environment,
    target: (resourceArn) => rds.dataApiTarget(resourceArn),
    readSecret: readSecret(secretsManager),
    secretArn: (idOrArn) => secretsManager.secretArn(idOrArn),
    logStatements: options.logStatements,
  });

  const runner = createFunctionRunner({ environment, logs: logs.functionOutput });
  const lambda = createLambdaService({
    environment,
    runner,
    codeFrom: async (bucket, key, versionId) =>
      readObject({ bucket, key, ...(versionId === undefined ? {} : { versionId }) }),
    credentialsFor: async (roleArn, sessionName) =>
      sts.credentialsForService(roleArn, "lambda.amazonaws.com", sessionName),
    isAllowed: (principal, permission) => iam.decide(principal, permission) === "allowed",
  });

  const inbox = new ResponseInbox();
  let stackEngine: StackEngine | undefined;
  const registry = createRegistry({
    environment,
    iam,
    ssm,
    secretsManager,
    ec2,
    s3,
    logs,
    lambda,
    rds,
    nestedStack: {
      external,
      nested: () => {
        if (stackEngine === undefined)
          throw new Error("the stack engine is made after the registry and before any stack");
        return stackEngine.nested;
      },
    },
    customResource: {
      inbox,
      graceSeconds: options.customResourceGraceSeconds,
      invoke: (functionArn, payload) => lambda.invokeEvent(functionArn, payload),
      responseUrl: (token, expiresSeconds) =>
        presign(
          { method: "PUT", url: `${environment.endpoint}${RESPONSE_PATH}/${token}` },
          { credentials, region: account.region, service: "s3", now: environment.clock.now(), expiresSeconds },
        ),
    },
  });
  stackEngine = createStackEngine({ environment, registry, external, strict: options.strict });
  const cloudFormation = createCloudFormationService({ environment, iam, engine: stackEngine, external });

  bootstrap({ environment, iam, ssm, s3 });

  const running = stackEngine;
  let warming: Promise<unknown> = Promise.resolve();
  return {
    credentials,
    stackEngine: running,
    inbox,
    folders,
    iam,
    sts,
    s3,
    lambda,
    cloudFormation,
    services: [cloudFormation, rds, rdsData, secretsManager, lambda, s3, sts, iam, ssm, logs, ec2],
    async recover() {
      await engines.reap(environment.state.directory);
      await rds.recover();
      lambda.resume();
      running.resume();
    },
    warmUp() {
      warming = Promise.allSettled([engines.postgres.prepare()]);
    },
    async close() {
      await running.stop();
      await lambda.close();
      await runner.close();
      await rdsData.close();
      await rds.close();
      await warming;
      await engines.close();
      logs.close();
    },
  };
}
