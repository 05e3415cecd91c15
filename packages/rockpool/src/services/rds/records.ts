import type { CreateDBClusterMessage, CreateDBInstanceMessage } from "@aws-sdk/client-rds";
import type { Endpoint } from "../../engines/contract.js";
import type { Collection, State } from "../../state/state.js";
import type { Tags } from "../tags.js";

/** The members of a create request that are kept as they are given; secrets and tags have places of their own. */
export type ClusterSettings = Omit<
  CreateDBClusterMessage,
  "DBClusterIdentifier" | "MasterUserPassword" | "Tags" | "TagSpecifications" | "PreSignedUrl"
>;
export type InstanceSettings = Omit<
  CreateDBInstanceMessage,
  "DBInstanceIdentifier" | "MasterUserPassword" | "TdeCredentialPassword" | "Tags" | "TagSpecifications"
>;

/** Where the data of a server comes from when it is made. */
export type Origin =
  | { readonly kind: "empty" }
  | { readonly kind: "snapshot"; readonly directory: string }
  | { readonly kind: "replica"; readonly sourceServerId: string };

/** A database server, as far as it must be known to make it, find it again and log in. */
export interface ServerRecord {
  readonly id: string;
  readonly engine: string;
  readonly engineVersion: string;
  readonly endpoint: Endpoint;
  readonly databaseName?: string;
  readonly masterUsername: string;
  readonly sealedPassword: string;
  readonly origin: Origin;
  /** The password was changed while the server did not run: it gets it with the next start. */
  readonly passwordChanged?: boolean;
  /** Whether its directory is complete, so that it can be opened instead of made. */
  readonly made: boolean;
}

/** As `DBCluster.Status` and `DBInstance.DBInstanceStatus` have it. */
export type Status =
  | "creating"
  | "available"
  | "modifying"
  | "rebooting"
  | "starting"
  | "stopping"
  | "stopped"
  | "backing-up"
  | "deleting"
  | "failed";

interface DatabaseRecord {
  readonly identifier: string;
  readonly arn: string;
  readonly resourceId: string;
  readonly status: Status;
  /** Why it is `failed`. */
  readonly statusReason?: string;
  readonly engineVersion: string;
  readonly masterUsername: string;
  readonly sealedPassword: string;
  /** The secret that holds the master password, when RDS manages it. */
  readonly managedSecretArn?: string;
  readonly created: number;
  readonly tags: Tags;
}

export interface ClusterRecord extends DatabaseRecord {
  readonly settings: ClusterSettings;
  readonly engineMode: string;
  readonly endpoint: Endpoint;
  readonly origin: Origin;
  /** The servers rest until somebody uses the cluster: see auto-pause.ts. It is `available` all the same, as on AWS. */
  readonly paused?: boolean | undefined;
  /** The server that holds the cluster's data; absent before the first instance of a provisioned cluster. */
  readonly server?: ServerRecord;
}

export interface InstanceRecord extends DatabaseRecord {
  readonly settings: InstanceSettings;
  readonly availabilityZone: string;
  /** The server of an instance on its own, or of a reader. The writer of a cluster has the cluster's. */
  readonly server?: ServerRecord;
  /** In a cluster: whether this is the writer. */
  readonly writer?: boolean;
  /** The instance that this one is a read replica of. */
  readonly replicaOf?: string;
  /** Parameters that wait for a reboot. */
  readonly pendingReboot?: boolean;
}

export interface SubnetGroupRecord {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  readonly vpcId: string;
  readonly subnets: ReadonlyArray<{ readonly id: string; readonly zone: string }>;
  readonly tags: Tags;
}

export interface ParameterGroupRecord {
  readonly name: string;
  readonly arn: string;
  readonly family: string;
  readonly description: string;
  readonly values: Readonly<
    Record<string, { readonly value: string; readonly applyMethod: "immediate" | "pending-reboot" }>
  >;
  readonly tags: Tags;
}

export interface SnapshotRecord {
  readonly identifier: string;
  readonly arn: string;
  readonly status: "creating" | "available" | "failed";
  readonly created: number;
  /** The cluster's or instance's identifier, resource id and creation time. */
  readonly source: { readonly identifier: string; readonly resourceId: string; readonly created: number };
  readonly engine: string;
  readonly engineVersion: string;
  readonly engineMode?: string;
  readonly port: number;
  readonly masterUsername: string;
  readonly sealedPassword: string;
  readonly databaseName?: string;
  readonly settings: ClusterSettings | InstanceSettings;
  readonly vpcId?: string;
  readonly availabilityZone?: string;
  readonly directory: string;
  readonly tags: Tags;
}

/** Everything that the rds service knows. */
export interface Store {
  readonly clusters: Collection<ClusterRecord>;
  readonly instances: Collection<InstanceRecord>;
  readonly subnetGroups: Collection<SubnetGroupRecord>;
  readonly parameterGroups: Collection<ParameterGroupRecord>;
  readonly clusterParameterGroups: Collection<ParameterGroupRecord>;
  readonly snapshots: Collection<SnapshotRecord>;
  readonly clusterSnapshots: Collection<SnapshotRecord>;
}

export function openStore(state: State): Store {
  return {
    clusters: state.collection("rds.clusters"),
    instances: state.collection("rds.instances"),
    subnetGroups: state.collection("rds.subnet-groups"),
    parameterGroups: state.collection("rds.parameter-groups"),
    clusterParameterGroups: state.collection("rds.cluster-parameter-groups"),
    snapshots: state.collection("rds.snapshots"),
    clusterSnapshots: state.collection("rds.cluster-snapshots"),
  };
}
