import type { Json } from "../contract.js";
import type { PseudoParameters } from "./model.js";

/** What `Ref` gives for each pseudo parameter. `undefined` (`AWS::NoValue`) removes the place where it stands. */
export const PSEUDO_PARAMETERS: Readonly<Record<string, (pseudo: PseudoParameters) => Json | undefined>> = {
  "AWS::AccountId": (pseudo) => pseudo.accountId,
  "AWS::NoValue": () => undefined,
  "AWS::NotificationARNs": (pseudo) => [...pseudo.notificationArns],
  "AWS::Partition": (pseudo) => pseudo.partition,
  "AWS::Region": (pseudo) => pseudo.region,
  "AWS::StackId": (pseudo) => pseudo.stackId,
  "AWS::StackName": (pseudo) => pseudo.stackName,
  "AWS::URLSuffix": (pseudo) => pseudo.urlSuffix,
};
