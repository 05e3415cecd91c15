/** A point, or points, lines and shapes as lists of them. */
export type Geometry = { readonly x: number; readonly y: number } | readonly Geometry[];

/** By the number of the kind. */
const KIND = { point: 1, line: 2, polygon: 3 };
/** The number of the reference system is in front. */
const START = 4;

/** The server's form of a geometry, which is that of the OpenGIS standard, as the first generation gave it. */
export function geometryOf(bytes: Buffer): Geometry {
  let at = START;
  let little = true;
  const uint32 = (): number => {
    at += 4;
    return little ? bytes.readUInt32LE(at - 4) : bytes.readUInt32BE(at - 4);
  };
  const double = (): number => {
    at += 8;
    return little ? bytes.readDoubleLE(at - 8) : bytes.readDoubleBE(at - 8);
  };
  const point = (): Geometry => ({ x: double(), y: double() });
  const list = (member: () => Geometry): Geometry => Array.from({ length: uint32() }, member);
  const line = (): Geometry => list(point);
  const shape = (): Geometry => {
    little = bytes.readUInt8(at) === 1;
    at += 1;
    const kind = uint32();
    if (kind === KIND.point) return point();
    if (kind === KIND.line) return line();
    // The others are collections, each member of which tells its own kind.
    return list(kind === KIND.polygon ? line : shape);
  };
  return shape();
}
