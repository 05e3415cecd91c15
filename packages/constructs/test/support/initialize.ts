import type { Stack } from "aws-cdk-lib";
import { DatabaseConnection, DatabaseInitializer, type DatabaseInitializerProps, SqlScript } from "cdk-rockpool";
import { clusterIn } from "./cluster.ts";
import { synth } from "./synth.ts";

export const PETS = SqlScript.inline("create table Pets(id int)", "insert into Pets values (1)");
export const MANY = "select 1;".repeat(3);

/** An initializer of a cluster of its own, unless `props` has a connection. */
export function initialize(stack: Stack, props: Partial<DatabaseInitializerProps> = {}): DatabaseInitializer {
  const connection = props.connection ?? DatabaseConnection.dataApi(clusterIn(stack));
  return new DatabaseInitializer(stack, "Init", { script: PETS, ...props, connection });
}

export const refusal = (build: (stack: Stack) => void) => () => synth(build);
