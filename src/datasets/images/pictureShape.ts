import type { DataSpec } from '../../protocol/data.js';
import { shapeOfSize } from '../rows/shapes.js';
import type { ModelShapes } from '../types.js';
import type { PictureShape } from './resize.js';

type ImageSpec = Extract<DataSpec, { kind: 'images' }>;

/** Size and channels of the pictures for a model: what the spec says, else what the model takes, else what the first picture has. */
export function pictureShape(
  spec: Pick<ImageSpec, 'size' | 'grayscale'>,
  input: ModelShapes['input'],
  own: { readonly height: number; readonly width: number },
): PictureShape {
  const wanted = wantedBy(input, own);
  const [height, width] = spec.size ?? [wanted.height ?? own.height, wanted.width ?? own.width];
  const gray = spec.grayscale ?? wanted.channels === 1;
  return { height, width, channels: gray ? 1 : 3 };
}

function wantedBy(
  input: ModelShapes['input'],
  own: { readonly height: number; readonly width: number },
): { height?: number | null | undefined; width?: number | null | undefined; channels?: number | null | undefined } {
  if (!input) return {};
  if (input.length === 1) return flat(input[0] ?? null, own);
  const [height, width, channels] = input;
  return { height, width, channels: input.length === 2 ? 1 : channels };
}

/** A model that takes a flat list: gray or colored, in the picture's own size or as a square. */
function flat(size: number | null, { height, width }: { readonly height: number; readonly width: number }) {
  if (size === null) return {};
  for (const channels of [1, 3]) if (size === height * width * channels) return { height, width, channels };
  for (const channels of [1, 3]) {
    const side = Math.sqrt(size / channels);
    if (Number.isInteger(side) && shapeOfSize([side, side, channels], size))
      return { height: side, width: side, channels };
  }
  return {};
}
