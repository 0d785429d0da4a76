import type { Duplex } from 'node:stream';
import { DefaultDeserializer, serialize } from 'node:v8';
import type { Disposable } from '../lifecycle/disposables.js';

/** Largest payload of one frame; a longer one means that the bytes are not ours. */
export const MAX_FRAME_BYTES = 64 * 1024 * 1024;

const HEADER_BYTES = 4;

export interface FrameListeners {
  /** Typed arrays in a message own their memory, so they can be kept and transferred. */
  onMessage(message: unknown): void;
  /** Told once, `dispose` included: nothing more will come. The error is null where the stream was ended, not broken. */
  onClose(error: Error | null): void;
}

export interface FrameChannel extends Disposable {
  /**
   * Sends one message; dropped when the channel is closed.
   * @returns whether the stream takes more at once; if not, what follows piles up in memory until `flushed` resolves.
   * @throws {RangeError} when the message is larger than a frame may be.
   */
  send(message: unknown): boolean;
  /** Resolves when the system has taken all that was sent so far, or when the channel is closed. */
  flushed(): Promise<void>;
}

/**
 * Messages over a byte stream: each is its length (4 bytes, little endian) and its structured clone (`v8.serialize`), so NaN,
 * typed arrays and undefined arrive as they were. Anything that does not read so destroys the stream.
 */
export function openFrames(stream: Duplex, { onMessage, onClose }: FrameListeners): FrameChannel {
  const read = frameReader(onMessage);
  let closed = false;

  const close = (error: Error | null) => {
    if (closed) return;
    closed = true;
    stream.off('data', onData);
    stream.destroy();
    onClose(error);
  };
  const onData = (chunk: Buffer) => {
    try {
      read(chunk);
    } catch (error) {
      close(error instanceof Error ? error : new Error(String(error)));
    }
  };
  stream.on('data', onData);
  stream.on('error', close);
  for (const event of ['end', 'close']) stream.on(event, () => close(null));

  return {
    send(message) {
      if (closed || !stream.writable) return false;
      const payload = serialize(message);
      if (payload.length > MAX_FRAME_BYTES) throw new RangeError(`A message of ${payload.length} bytes is too long`);
      const header = Buffer.alloc(HEADER_BYTES);
      header.writeUInt32LE(payload.length);
      stream.cork();
      stream.write(header);
      const takesMore = stream.write(payload);
      stream.uncork();
      return takesMore;
    },
    flushed() {
      if (closed || !stream.writable) return Promise.resolve();
      return new Promise((resolve) => stream.write(Buffer.alloc(0), () => resolve()));
    },
    dispose: () => close(null),
  };
}

/** Takes the stream's chunks, however they were cut, and hands on each whole message. */
function frameReader(onMessage: (message: unknown) => void): (chunk: Buffer) => void {
  const header = Buffer.alloc(HEADER_BYTES);
  let payload: Buffer | undefined;
  let filled = 0;

  return (chunk) => {
    for (let at = 0; at < chunk.length; ) {
      const target = payload ?? header;
      const copied = chunk.copy(target, filled, at);
      at += copied;
      filled += copied;
      if (filled < target.length) return;
      filled = 0;
      if (payload) {
        const whole = payload;
        payload = undefined;
        onMessage(new OwningDeserializer(whole).readWhole());
      } else {
        const length = header.readUInt32LE();
        if (length === 0 || length > MAX_FRAME_BYTES) throw new Error(`A message cannot have ${length} bytes`);
        payload = Buffer.allocUnsafeSlow(length);
      }
    }
  };
}

/** What Node's own class calls for each typed array; it answers with a view of the frame or of a shared pool. */
const { _readHostObject: readView } = DefaultDeserializer.prototype as DefaultDeserializer & {
  _readHostObject(): ArrayBufferView;
};

/** `v8.deserialize`, except that typed arrays get memory of their own. */
class OwningDeserializer extends DefaultDeserializer {
  readWhole(): unknown {
    this.readHeader();
    return this.readValue();
  }

  _readHostObject(): unknown {
    const view = readView.call(this);
    const { buffer } = new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice();
    return Reflect.construct(view.constructor, [buffer]);
  }
}
