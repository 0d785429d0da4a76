import type { NpyType } from './npyHeader.js';

/** Reads the number that begins at a byte of the array. @throws {RangeError} for a size that NumPy's kind does not have */
export function numberReader(view: DataView, { kind, bytes, little }: NpyType): (at: number) => number {
  switch (`${kind}${bytes}`) {
    case 'b1':
      return (at) => (view.getUint8(at) === 0 ? 0 : 1);
    case 'i1':
      return (at) => view.getInt8(at);
    case 'u1':
      return (at) => view.getUint8(at);
    case 'i2':
      return (at) => view.getInt16(at, little);
    case 'u2':
      return (at) => view.getUint16(at, little);
    case 'i4':
      return (at) => view.getInt32(at, little);
    case 'u4':
      return (at) => view.getUint32(at, little);
    case 'i8':
      return (at) => Number(view.getBigInt64(at, little));
    case 'u8':
      return (at) => Number(view.getBigUint64(at, little));
    case 'f2':
      return (at) => half(view.getUint16(at, little));
    case 'f4':
      return (at) => view.getFloat32(at, little);
    case 'f8':
      return (at) => view.getFloat64(at, little);
    default:
      throw new TypeError(`${kind}${bytes}`);
  }
}

/** Reads the text that begins at a byte of the array: code points, filled up with zeros. */
export function textReader(view: DataView, { bytes, little }: NpyType): (at: number) => string {
  return (start) => {
    let text = '';
    for (let at = start; at < start + bytes; at += 4) {
      const point = view.getUint32(at, little);
      if (point > 0x10ffff) return `${text}\ufffd`;
      if (point !== 0) text += String.fromCodePoint(point);
    }
    return text;
  };
}

/** IEEE 754's half precision. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * 2 ** -24 * fraction;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * 2 ** (exponent - 25) * (1024 + fraction);
}
