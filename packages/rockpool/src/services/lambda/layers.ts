import type {
  DeleteLayerVersionRequest,
  GetLayerVersionRequest,
  GetLayerVersionResponse,
  ListLayerVersionsRequest,
  ListLayerVersionsResponse,
  PublishLayerVersionRequest,
  PublishLayerVersionResponse,
} from "@aws-sdk/client-lambda";
import type { CallContext } from "../contract.js";
import { required } from "../input.js";
import { type ObjectReader, codeSha256, storeCode } from "./code.js";
import type { LayerRecord, LayerUse } from "./records.js";
import { invalid, notFound } from "./errors.js";
import type { LambdaStore } from "./store.js";

const MAXIMUM = 5;

/**
 * Layer versions: archives that are unpacked beside a function's code. `Content.Location`, on AWS a presigned URL of the
 * archive, is left out: only what was unpacked is kept.
 */
export function layerOperations({ store, read }: { store: LambdaStore; read: ObjectReader }) {
  const { state, clock } = store.environment;

  const render = (layer: LayerRecord): GetLayerVersionResponse => ({
    LayerArn: store.layerArn(layer.name),
    LayerVersionArn: store.layerArn(layer.name, layer.version),
    Version: layer.version,
    Description: layer.description,
    CreatedDate: new Date(layer.created).toISOString().replace("Z", "+0000"),
    CompatibleRuntimes: [...layer.compatibleRuntimes],
    ...(layer.licenseInfo === undefined ? {} : { LicenseInfo: layer.licenseInfo }),
    Content: { CodeSize: layer.code.size, CodeSha256: codeSha256(layer.code) },
  });

  return {
    async PublishLayerVersion(
      _call: CallContext,
      input: PublishLayerVersionRequest,
    ): Promise<PublishLayerVersionResponse> {
      const name = layerName(required(input.LayerName, "layerName"));
      const code = await storeCode(state, input.Content ?? {}, { read });
      const layer: LayerRecord = {
        name,
        version: store.lastLayerVersion(name) + 1,
        description: input.Description ?? "",
        code,
        compatibleRuntimes: input.CompatibleRuntimes ?? [],
        licenseInfo: input.LicenseInfo,
        created: clock.now(),
      };
      state.transaction(() => {
        store.layers.put(layerKey(name, layer.version), layer);
        store.layerCounters.put(name, layer.version);
      });
      return render(layer);
    },

    GetLayerVersion(_call: CallContext, input: GetLayerVersionRequest): GetLayerVersionResponse {
      const name = layerName(required(input.LayerName, "layerName"));
      return render(getLayer(store, name, required(input.VersionNumber, "versionNumber")));
    },

    ListLayerVersions(_call: CallContext, input: ListLayerVersionsRequest): ListLayerVersionsResponse {
      const name = layerName(required(input.LayerName, "layerName"));
      return { LayerVersions: store.layers.list(`${name}:`).toReversed().map(render) };
    },

    async DeleteLayerVersion(_call: CallContext, input: DeleteLayerVersionRequest): Promise<Record<string, never>> {
      const key = layerKey(
        layerName(required(input.LayerName, "layerName")),
        required(input.VersionNumber, "versionNumber"),
      );
      const layer = store.layers.get(key);
      store.layers.delete(key);
      if (layer !== undefined) await store.forgetCode(layer.code);
      return {};
    },
  };
}

/** The layers of these ARNs; throws AWS's error for one that does not exist. */
export function parseLayers(store: LambdaStore, arns: readonly string[]): LayerUse[] {
  if (arns.length > MAXIMUM) throw invalid(`You cannot reference more than ${MAXIMUM} layers.`);
  return arns.map((arn) => {
    const [, name, version] = /:layer:([A-Za-z0-9_-]+):(\d+)$/.exec(arn) ?? [];
    const layer = name === undefined ? undefined : store.layers.get(layerKey(name, Number(version)));
    if (layer === undefined || store.layerArn(layer.name, layer.version) !== arn) {
      throw invalid(`Layer version ${arn} does not exist.`);
    }
    return { arn, code: layer.code };
  });
}

function getLayer(store: LambdaStore, name: string, version: number): LayerRecord {
  const layer = store.layers.get(layerKey(name, version));
  if (layer === undefined) throw notFound(`Layer version ${store.layerArn(name, version)} does not exist.`);
  return layer;
}

// Ten digits, so that the order of keys is the order of versions.
const layerKey = (name: string, version: number): string => `${name}:${String(version).padStart(10, "0")}`;

function layerName(reference: string): string {
  return /(?:^|:layer:)([A-Za-z0-9_-]{1,140})$/.exec(reference)?.[1] ?? reference;
}
