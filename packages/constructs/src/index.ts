export * from "./engines/cluster-engine";
export * from "./engines/engine";
export { AuroraPostgresEngineFeatures, PostgresEngineFeatures } from "./engines/features";
export * from "./engines/instance-engine";
export * from "./engines/instance-engine-props";
export * from "./engines/versions/aurora-mysql-version";
export * from "./engines/versions/aurora-postgresql-version";
export * from "./engines/versions/aurora-version";
export * from "./engines/versions/mariadb-version";
export * from "./engines/versions/mysql-version";
export * from "./engines/versions/oracle-version";
export * from "./engines/versions/postgres-version";
export * from "./engines/versions/sqlserver-version";
export * from "./ca-certificate";
export { DatabaseClusterBase } from "./cluster-base";
export * from "./cluster";
export * from "./cluster-from-snapshot";
export * from "./cluster-instance";
export * from "./cluster-instance-props";
export * from "./cluster-props";
export * from "./cluster-ref";
export * from "./credentials";
export { DatabaseSecret, DatabaseSecretProps } from "./database-secret";
export * from "./database-instance-props";
export * from "./endpoint";
export * from "./enums";
export * from "./initializer/database-connection";
export * from "./initializer/database-initializer";
export * from "./initializer/sql-script";
export * from "./instance";
export { DatabaseInstanceBase } from "./instance-base";
export * from "./instance-from-snapshot";
export * from "./instance-props";
export * from "./instance-read-replica";
export * from "./instance-ref";
export * from "./option-group";
export {
  IParameterGroup,
  ParameterGroup,
  ParameterGroupClusterBindOptions,
  ParameterGroupClusterConfig,
  ParameterGroupInstanceBindOptions,
  ParameterGroupInstanceConfig,
  ParameterGroupProps,
} from "./parameter-group";
export { DatabaseProxy } from "./proxy";
export { DatabaseProxyEndpoint } from "./proxy-endpoint";
export * from "./proxy-endpoint-props";
export * from "./proxy-props";
export { ProxyTarget, ProxyTargetConfig } from "./proxy-target";
export { CommonRotationUserOptions, RotationMultiUserOptions, RotationSingleUserOptions } from "./rotation";
export * from "./serverless-cluster";
export { ServerlessClusterBase } from "./serverless-cluster-base";
export { ServerlessClusterFromSnapshot } from "./serverless-cluster-from-snapshot";
export * from "./serverless-cluster-props";
export * from "./snapshot-credentials";
export * from "./subnet-group";
