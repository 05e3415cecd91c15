/** Where the surface differs on purpose, with the reason. Each stands in docs/differences.md too. */
export const DELIBERATE: Readonly<Record<string, string>> = {};

/** What is still to be written. It may only get shorter. */
export const MISSING: readonly string[] = [
  ...["DatabaseInstance", "DatabaseInstanceFromSnapshot", "DatabaseInstanceReadReplica"].flatMap((name) => [
    `${name}.newCfnProps`,
    `${name}.setLogRetention`,
  ]),
  ...["DatabaseInstance", "DatabaseInstanceFromSnapshot"].flatMap((name) => [
    `${name}.sourceCfnProps`,
    `${name}.manageMasterUserPassword`,
  ]),
];
