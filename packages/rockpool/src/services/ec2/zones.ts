/** How AWS shortens regions in zone ids, and the zones' letters; regions not listed here have a, b and c. */
const REGIONS: Readonly<Record<string, { code: string; letters: string }>> = {
  "ap-northeast-1": { code: "apne1", letters: "acd" },
  "ap-south-1": { code: "aps1", letters: "abc" },
  "ap-southeast-1": { code: "apse1", letters: "abc" },
  "ap-southeast-2": { code: "apse2", letters: "abc" },
  "ca-central-1": { code: "cac1", letters: "abd" },
  "eu-central-1": { code: "euc1", letters: "abc" },
  "eu-north-1": { code: "eun1", letters: "abc" },
  "eu-west-1": { code: "euw1", letters: "abc" },
  "eu-west-2": { code: "euw2", letters: "abc" },
  "eu-west-3": { code: "euw3", letters: "abc" },
  "sa-east-1": { code: "sae1", letters: "abc" },
  "us-east-1": { code: "use1", letters: "abcdef" },
  "us-east-2": { code: "use2", letters: "abc" },
  "us-west-1": { code: "usw1", letters: "abc" },
  "us-west-2": { code: "usw2", letters: "abcd" },
};

export interface Zone {
  /** `us-east-1a` */
  readonly name: string;
  /** `use1-az1` */
  readonly id: string;
}

/** The availability zones of a region, at least three. */
export function zonesOf(region: string): Zone[] {
  const { code, letters } = REGIONS[region] ?? { code: region.replaceAll(/([a-z])[a-z]*-?/g, "$1"), letters: "abc" };
  return letters.split("").map((letter, index) => ({ name: region + letter, id: `${code}-az${index + 1}` }));
}

/** What `Fn::GetAZs` gives. */
export function availabilityZones(region: string): string[] {
  return zonesOf(region).map(({ name }) => name);
}
