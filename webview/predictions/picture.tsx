import { useEffect, useRef } from 'preact/hooks';

interface Props {
  readonly values: Float32Array;
  /** Height, width, channels: gray, color, or color with opacity. */
  readonly shape: readonly [number, number, number];
  /** The picture in words. */
  readonly label: string;
}

/** An input as the picture that it is, from its lowest value, dark, to its highest, bright. */
export function Picture({ values, shape, label }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [height, width, channels] = shape;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const finite = values.filter(Number.isFinite);
    const low = finite.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
    const high = finite.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    const byte = (at: number) => (((values[at] ?? low) - low) / (high - low || 1)) * 255;
    const image = new ImageData(width, height);
    for (let pixel = 0; pixel < width * height; pixel++) {
      const from = pixel * channels;
      const color =
        channels === 1 ? [byte(from), byte(from), byte(from)] : [byte(from), byte(from + 1), byte(from + 2)];
      image.data.set([...color, channels === 4 ? byte(from + 3) : 255], pixel * 4);
    }
    context.putImageData(image, 0, 0);
  }, [values, height, width, channels]);
  return (
    <canvas ref={canvas} class="picture" width={width} height={height} role="img" aria-label={label} title={label} />
  );
}
