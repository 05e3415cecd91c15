import { strToU8, zipSync } from "fflate";
import type { JsonObject } from "../../cloudformation/contract.js";
import { AwsError } from "../../errors.js";
import { object, optionalText, textList } from "../properties.js";

/** "AWS::Lambda::Function Code": 4 MB of source text. */
const INLINE_LIMIT = 4_194_304;

/** The code of a function in the form of the API. */
export interface FunctionCode {
  readonly ZipFile?: Uint8Array;
  readonly S3Bucket?: string;
  readonly S3Key?: string;
  readonly S3ObjectVersion?: string;
  readonly ImageUri?: string;
  readonly inline: boolean;
  readonly Architectures?: Array<"x86_64" | "arm64">;
}

/** Reads `Code` and `Architectures`. Source text becomes an archive with one file, `index.js` or `index.py`. */
export function lambdaCode(properties: JsonObject): FunctionCode {
  const code = object(properties, "Code");
  const source = optionalText(code, "ZipFile");
  const architecture = textList(properties, "Architectures")[0] === "arm64" ? "arm64" : "x86_64";
  return {
    S3Bucket: optionalText(code, "S3Bucket"),
    S3Key: optionalText(code, "S3Key"),
    S3ObjectVersion: optionalText(code, "S3ObjectVersion"),
    ImageUri: optionalText(code, "ImageUri"),
    ...(source === undefined ? {} : { ZipFile: archive(source, optionalText(properties, "Runtime") ?? "") }),
    inline: source !== undefined,
    Architectures: [architecture],
  };
}

function archive(source: string, runtime: string): Uint8Array {
  const language = /^(nodejs|python)/.exec(runtime)?.[1];
  if (language === undefined) {
    throw new AwsError(
      "ValidationError",
      `ZipFile can only be used when Runtime is set to either of nodejs or python; it is ${runtime || "not set"}.`,
    );
  }
  const bytes = strToU8(source);
  if (bytes.length > INLINE_LIMIT) {
    throw new AwsError(
      "ValidationError",
      `ZipFile has ${bytes.length} bytes; at most ${INLINE_LIMIT} are allowed. Put the code in a bucket.`,
    );
  }
  // One text gives one archive, whenever it is made.
  return zipSync({ [language === "nodejs" ? "index.js" : "index.py"]: bytes }, { mtime: new Date(1980, 0, 2) });
}
