import type { backend_util } from '@tensorflow/tfjs-core';

type Size = readonly [depth: number, height: number, width: number];

/** Where the windows of a convolution or a pool lie in one sample, an image being a volume of depth 1. A pixel is all channels of a place. */
export interface Windows {
  readonly batchSize: number;
  readonly inputPixels: number;
  readonly outputPixels: number;
  /** Places of a window. */
  readonly taps: number;
  /** For each output pixel the input pixel under each tap, -1 where that is padding. */
  readonly inputPixel: Int32Array;
}

export function windowsOfImages(info: backend_util.Conv2DInfo): Windows {
  return windows(
    info.batchSize,
    [1, info.inHeight, info.inWidth],
    [1, info.outHeight, info.outWidth],
    [1, info.filterHeight, info.filterWidth],
    [1, info.strideHeight, info.strideWidth],
    [1, info.dilationHeight, info.dilationWidth],
    [0, info.padInfo.top, info.padInfo.left],
  );
}

/** tfjs 4.22 pads a volume by less than nothing where the stride is larger than the window. */
export function windowsOfVolumes(info: backend_util.Conv3DInfo): Windows {
  const { front, top, left } = info.padInfo;
  return windows(
    info.batchSize,
    [info.inDepth, info.inHeight, info.inWidth],
    [info.outDepth, info.outHeight, info.outWidth],
    [info.filterDepth, info.filterHeight, info.filterWidth],
    [info.strideDepth, info.strideHeight, info.strideWidth],
    [info.dilationDepth, info.dilationHeight, info.dilationWidth],
    [Math.max(0, front), Math.max(0, top), Math.max(0, left)],
  );
}

function windows(
  batchSize: number,
  input: Size,
  output: Size,
  window: Size,
  stride: Size,
  dilation: Size,
  padding: Size,
): Windows {
  const inputPixel = new Int32Array(volume(output) * volume(window));
  let at = 0;
  eachPlace(output, (z, y, x) => {
    const origin = [z * stride[0] - padding[0], y * stride[1] - padding[1], x * stride[2] - padding[2]] as const;
    eachPlace(window, (dz, dy, dx) => {
      const place = [origin[0] + dz * dilation[0], origin[1] + dy * dilation[1], origin[2] + dx * dilation[2]] as const;
      inputPixel[at++] = place.every((each, axis) => each >= 0 && each < (input[axis] ?? 0))
        ? (place[0] * input[1] + place[1]) * input[2] + place[2]
        : -1;
    });
  });
  return { batchSize, inputPixels: volume(input), outputPixels: volume(output), taps: volume(window), inputPixel };
}

function volume([depth, height, width]: Size): number {
  return depth * height * width;
}

function eachPlace([depth, height, width]: Size, visit: (z: number, y: number, x: number) => void): void {
  for (let z = 0; z < depth; z++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) visit(z, y, x);
    }
  }
}
