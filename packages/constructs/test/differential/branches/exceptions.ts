/** Branches that no app of the comparison takes, as the test names them, each for one place; by the reason. */
export const BEYOND_COMPARISON: Readonly<Record<string, readonly string[]>> = {
  "DatabaseInitializer alone calls it, which only we have: test/initializer.test.ts takes these branches": [
    "src/cluster-base.ts: `public _useDataApi(): void` is never called",
    "src/cluster-base.ts: `this.enableDataApi === false` is never true",
    "src/cluster-base.ts: `this.enableDataApi === false` is never false",
    "src/imported-cluster.ts: `public override _useDataApi(): void` is never called",
    "src/imported-cluster.ts: `this.attrs.dataApiEnabled === false` is never true",
    "src/imported-cluster.ts: `this.attrs.dataApiEnabled === false` is never false",
    "src/serverless-cluster-base.ts: `public _useDataApi(): void` is never called",
    "src/serverless-cluster-base.ts: `this.enableDataApi === false` is never true",
    "src/serverless-cluster-base.ts: `this.enableDataApi === false` is never false",
  ],
  "the compiler asks for it: a secret of the CDK always has its resource, a size is left out by read replicas alone, whose engine is not known":
    [
      "src/database-secret.ts: `CfnResource.isCfnResource(resource)` is never false",
      "src/validation/storage.ts: `allocatedStorage === undefined` is never true",
    ],
};
