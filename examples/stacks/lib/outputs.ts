import { CfnOutput, type Stack } from "aws-cdk-lib";
import type { ISecret } from "aws-cdk-lib/aws-secretsmanager";
import type { IDatabaseCluster, IDatabaseInstance } from "cdk-rockpool";

/** What a client has to know, as outputs of the stack. */
export function outputs(stack: Stack, values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) new CfnOutput(stack, name, { value });
}

/** Address, port and secret of a cluster. */
export function clusterOutputs(stack: Stack, cluster: IDatabaseCluster & { readonly secret?: ISecret }): void {
  outputs(stack, {
    Host: cluster.clusterEndpoint.hostname,
    Port: String(cluster.clusterEndpoint.port),
    ...(cluster.secret && { SecretArn: cluster.secret.secretArn }),
  });
}

/** Address, port and secret of an instance. */
export function instanceOutputs(stack: Stack, instance: IDatabaseInstance & { readonly secret?: ISecret }): void {
  outputs(stack, {
    Host: instance.instanceEndpoint.hostname,
    Port: String(instance.instanceEndpoint.port),
    ...(instance.secret && { SecretArn: instance.secret.secretArn }),
  });
}
