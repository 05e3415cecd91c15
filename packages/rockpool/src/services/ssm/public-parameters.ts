import { createHash } from "node:crypto";
import type { Account } from "../../environment.js";

/** A parameter that AWS publishes for everyone. */
export interface PublicParameter {
  readonly name: string;
  readonly value: string;
  readonly dataType: "text" | "aws:ec2:image";
  readonly description?: string;
}

const AMAZON_LINUX = "/aws/service/ami-amazon-linux-latest";

/** Images of Amazon Linux 2 and 2023, as templates name them (Systems Manager user guide, "Calling AMI public parameters"). */
const IMAGES: readonly string[] = [
  ...["x86_64", "arm64"].flatMap((architecture) => [
    `${AMAZON_LINUX}/al2023-ami-kernel-default-${architecture}`,
    `${AMAZON_LINUX}/al2023-ami-kernel-6.1-${architecture}`,
    `${AMAZON_LINUX}/al2023-ami-minimal-kernel-default-${architecture}`,
    `${AMAZON_LINUX}/al2023-ami-minimal-kernel-6.1-${architecture}`,
    `${AMAZON_LINUX}/amzn2-ami-hvm-${architecture}-gp2`,
    `${AMAZON_LINUX}/amzn2-ami-hvm-${architecture}-ebs`,
    `${AMAZON_LINUX}/amzn2-ami-kernel-5.10-hvm-${architecture}-gp2`,
    `${AMAZON_LINUX}/amzn2-ami-minimal-hvm-${architecture}-ebs`,
  ]),
  `${AMAZON_LINUX}/amzn-ami-hvm-x86_64-gp2`,
  "/aws/service/ami-windows-latest/Windows_Server-2019-English-Full-Base",
  "/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base",
  "/aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id",
  "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
];

/** Where AWS is: name and long name of the regions that templates ask for. */
const REGIONS: Readonly<Record<string, string>> = {
  "ap-northeast-1": "Asia Pacific (Tokyo)",
  "ap-south-1": "Asia Pacific (Mumbai)",
  "ap-southeast-1": "Asia Pacific (Singapore)",
  "ap-southeast-2": "Asia Pacific (Sydney)",
  "ca-central-1": "Canada (Central)",
  "eu-central-1": "Europe (Frankfurt)",
  "eu-north-1": "Europe (Stockholm)",
  "eu-west-1": "Europe (Ireland)",
  "eu-west-2": "Europe (London)",
  "eu-west-3": "Europe (Paris)",
  "sa-east-1": "South America (São Paulo)",
  "us-east-1": "US East (N. Virginia)",
  "us-east-2": "US East (Ohio)",
  "us-west-1": "US West (N. California)",
  "us-west-2": "US West (Oregon)",
};

/**
 * The public parameters, by name. Image ids are well-formed stand-ins, the same on every machine: Rockpool starts no
 * EC2 instance, and the real ones change with every release of an image.
 */
export function publicParameters({ region }: Account): ReadonlyMap<string, PublicParameter> {
  const images = IMAGES.map((name): PublicParameter => ({
    name,
    value: imageId(name, region),
    dataType: "aws:ec2:image",
  }));
  const regions = Object.entries(REGIONS).flatMap(([id, longName]): PublicParameter[] => [
    { name: `/aws/service/global-infrastructure/regions/${id}`, value: id, dataType: "text" },
    { name: `/aws/service/global-infrastructure/regions/${id}/longName`, value: longName, dataType: "text" },
  ]);
  return new Map([...images, ...regions].map((parameter) => [parameter.name, parameter]));
}

function imageId(name: string, region: string): string {
  return `ami-0${createHash("sha256").update(`${region}${name}`).digest("hex").slice(0, 16)}`;
}
