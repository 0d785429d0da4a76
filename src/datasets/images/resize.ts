import type { Picture } from './decodeImage.js';

/** Size and channels that a model takes. */
export interface PictureShape {
  readonly height: number;
  readonly width: number;
  readonly channels: 1 | 3;
}

/**
 * A picture in another size, its whole content stretched to it: the mean of the points that fall together where it gets smaller,
 * straight lines between them where it gets larger.
 */
export function resized(picture: Picture, shape: PictureShape): Uint8Array {
  const output = new Uint8Array(shape.height * shape.width * shape.channels);
  const columns = weights(picture.width, shape.width);
  const rows = weights(picture.height, shape.height);
  let at = 0;
  for (const row of rows) {
    for (const column of columns) {
      const [red, green, blue] = sample(picture, row, column);
      if (shape.channels === 3) {
        output[at++] = Math.round(red);
        output[at++] = Math.round(green);
        output[at++] = Math.round(blue);
      } else output[at++] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    }
  }
  return output;
}

type Weights = readonly (readonly [place: number, weight: number])[];

/** For each place of the output the places of the input that it is made of, with weights that sum to 1. */
function weights(from: number, to: number): Weights[] {
  const scale = from / to;
  const reach = Math.max(1, scale);
  return Array.from({ length: to }, (_, place) => {
    const center = (place + 0.5) * scale - 0.5;
    const near: [number, number][] = [];
    for (let index = Math.ceil(center - reach); index <= center + reach; index++) {
      const weight = 1 - Math.abs(index - center) / reach;
      if (weight > 0) near.push([Math.min(from - 1, Math.max(0, index)), weight]);
    }
    const sum = near.reduce((total, [, weight]) => total + weight, 0);
    return near.map(([index, weight]) => [index, weight / sum]);
  });
}

function sample({ pixels, width, channels }: Picture, rows: Weights, columns: Weights): [number, number, number] {
  const [second, third] = channels >= 3 ? [1, 2] : [0, 0];
  let [red, green, blue] = [0, 0, 0];
  for (const [row, rowWeight] of rows) {
    for (const [column, columnWeight] of columns) {
      const weight = rowWeight * columnWeight;
      const at = (row * width + column) * channels;
      red += weight * (pixels[at] ?? 0);
      green += weight * (pixels[at + second] ?? 0);
      blue += weight * (pixels[at + third] ?? 0);
    }
  }
  return [red, green, blue];
}
