import { useEffect, useRef, useState } from 'preact/hooks';
import { formatNumber } from '../../src/protocol/numberText.js';
import { Button } from '../components/toolkit.js';
import { Picture } from './picture.js';

interface Props {
  /** Height, width, channels. */
  readonly shape: readonly [number, number, number];
  /** Lowest and highest value in the samples. */
  readonly range: Float32Array;
  readonly start: Float32Array | null;
  onEdit(): void;
  onAsk(input: readonly number[]): void;
}

/** CSS pixels of the longer side of what is drawn on. */
const SIDE = 168;
/** Of its width, what a stroke has. */
const STROKE = 0.08;

/** A picture to draw, drop, paste, or open, scaled to what the model takes. */
export function OwnPicture({ shape, range, start, onEdit, onAsk }: Props) {
  const [height, width, channels] = shape;
  const [low = 0, high = 1] = range;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [values, setValues] = useState<Float32Array>(() => start ?? new Float32Array(height * width * channels));
  const [isUnread, setUnread] = useState(false);
  const scale = SIDE / Math.max(height, width);
  const context = () => canvas.current?.getContext('2d', { willReadFrequently: true }) ?? null;
  const read = (): void => {
    if (!canvas.current) return;
    setValues(scaled(canvas.current, shape, [low, high]));
    onEdit();
  };
  const clear = (): void => {
    const paint = context();
    if (!paint || !canvas.current) return;
    paint.fillStyle = '#000';
    paint.fillRect(0, 0, canvas.current.width, canvas.current.height);
  };
  useEffect(() => {
    clear();
    const paint = context();
    if (paint && start && canvas.current) void drawSample(paint, start, shape, [low, high]);
    // Once: what is drawn stays when an answer comes.
  }, []);
  const take = async (file: Blob | null | undefined): Promise<void> => {
    const paint = context();
    if (!file || !paint || !canvas.current) return;
    const bitmap = await createImageBitmap(file).catch(() => null);
    setUnread(bitmap === null);
    if (!bitmap || !canvas.current) return;
    clear();
    paint.drawImage(bitmap, 0, 0, canvas.current.width, canvas.current.height);
    read();
  };
  useEffect(() => {
    // Nothing on the page but a text field takes what is pasted, and no text field takes a picture.
    const paste = (event: ClipboardEvent) => void take(event.clipboardData?.files[0]);
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, []);
  const draw = (event: PointerEvent): void => {
    const paint = context();
    if (!paint || event.buttons !== 1) return;
    paint.strokeStyle = '#fff';
    paint.lineCap = 'round';
    paint.lineWidth = STROKE * width * scale;
    paint.beginPath();
    paint.moveTo(event.offsetX - event.movementX, event.offsetY - event.movementY);
    paint.lineTo(event.offsetX, event.offsetY);
    paint.stroke();
  };
  return (
    <div class="own-picture">
      <div class="own-pictures">
        <canvas
          ref={canvas}
          class="own-canvas"
          width={width * scale}
          height={height * scale}
          role="img"
          aria-label="Draw here, or drop or paste a picture"
          title="Draw here, or drop or paste a picture"
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            void take(event.dataTransfer?.files[0]);
          }}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            draw(event);
          }}
          onPointerMove={draw}
          onPointerUp={read}
        />
        <figure>
          <Picture values={values} shape={shape} label="What the model is given" />
          <figcaption class="muted">what it is given</figcaption>
        </figure>
      </div>
      <p class="muted">
        Draw, drop, or paste a picture. Scaled to {height} × {width} pixels, {channels === 1 ? 'gray' : 'color'}: black
        is {formatNumber(low)}, white {formatNumber(high)}, the samples’ lowest and highest.
      </p>
      {isUnread && <p role="alert">This file cannot be read as a picture. PNG, JPEG, GIF, and WebP can.</p>}
      <p class="own-buttons">
        <Button
          label="Ask the Net"
          title="What the model makes of this picture"
          appearance="primary"
          onClick={() => onAsk([...values])}
        />
        <Button
          label="Clear"
          title="Begin with an empty picture"
          onClick={() => {
            clear();
            read();
          }}
        />
        <label>
          Picture file{' '}
          <input type="file" accept="image/*" onChange={({ currentTarget }) => void take(currentTarget.files?.[0])} />
        </label>
      </p>
    </div>
  );
}

type Shape = Props['shape'];
type Range = readonly [low: number, high: number];

/** What is drawn, as the samples are. */
function scaled(canvas: HTMLCanvasElement, [height, width, channels]: Shape, [low, high]: Range): Float32Array {
  const values = new Float32Array(height * width * channels);
  const small = new OffscreenCanvas(width, height).getContext('2d');
  if (!small) return values;
  small.imageSmoothingQuality = 'high';
  small.drawImage(canvas, 0, 0, width, height);
  const { data } = small.getImageData(0, 0, width, height);
  const value = (byte: number) => low + ((high - low) * byte) / 255;
  for (let pixel = 0; pixel < height * width; pixel++) {
    const [red = 0, green = 0, blue = 0, opaque = 255] = data.subarray(4 * pixel, 4 * pixel + 4);
    const bytes = channels === 1 ? [0.299 * red + 0.587 * green + 0.114 * blue] : [red, green, blue, opaque];
    for (let channel = 0; channel < channels; channel++)
      values[pixel * channels + channel] = value(bytes[channel] ?? 0);
  }
  return values;
}

/** A sample as something to draw on; what the model is given stays exact until then. */
async function drawSample(
  paint: CanvasRenderingContext2D,
  values: Float32Array,
  [height, width, channels]: Shape,
  [low, high]: Range,
): Promise<void> {
  const image = new ImageData(width, height);
  for (let pixel = 0; pixel < height * width; pixel++) {
    const at = (channel: number) => 255 * (((values[pixel * channels + channel] ?? low) - low) / (high - low || 1));
    const color = channels === 1 ? [at(0), at(0), at(0)] : [at(0), at(1), at(2)];
    image.data.set([...color, 255], 4 * pixel);
  }
  const bitmap = await createImageBitmap(image);
  paint.imageSmoothingEnabled = false;
  paint.drawImage(bitmap, 0, 0, paint.canvas.width, paint.canvas.height);
}
