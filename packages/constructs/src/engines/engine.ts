import type * as rds from "aws-cdk-lib/aws-rds";

/** A database engine: what clusters and instances have in common. */
export interface IEngine extends rds.IEngine {}

/** An engine that a cluster can run. Engines of `aws-cdk-lib/aws-rds` fit, and these fit there. */
export interface IClusterEngine extends rds.IClusterEngine {}

/** A version of an engine. */
export interface EngineVersion extends rds.EngineVersion {}

/** What a cluster tells its engine when it is bound to it. */
export interface ClusterEngineBindOptions extends rds.ClusterEngineBindOptions {}

/** What the engine answers: parameter group, port and features of the cluster. */
export interface ClusterEngineConfig extends rds.ClusterEngineConfig {}

/** Names of the features that an engine has. */
export interface ClusterEngineFeatures extends rds.ClusterEngineFeatures {}

/** An engine that an instance can run. Engines of `aws-cdk-lib/aws-rds` fit, and these fit there. */
export interface IInstanceEngine extends rds.IInstanceEngine {}

/** What an instance tells its engine when it is bound to it. */
export interface InstanceEngineBindOptions extends rds.InstanceEngineBindOptions {}

/** What the engine answers: features and option group of the instance. */
export interface InstanceEngineConfig extends rds.InstanceEngineConfig {}

/** Names of the features that an engine has. */
export interface InstanceEngineFeatures extends rds.InstanceEngineFeatures {}
