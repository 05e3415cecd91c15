import { aws_rds as rds } from "aws-cdk-lib";
import * as rockpool from "cdk-rockpool";

/** The module under test through the types of the other one: see `differential/kit.ts`. */
export type Rds = typeof rds;

export const theirs: Rds = rds;
export const ours = rockpool as unknown as Rds;
