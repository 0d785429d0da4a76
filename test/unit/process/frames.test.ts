import { Duplex, duplexPair } from 'node:stream';
import { serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { MAX_FRAME_BYTES, openFrames } from '../../../src/process/frames.js';

/** A stream whose input the test writes. */
class Source extends Duplex {
  override _read(): void {}
  override _write(_chunk: unknown, _encoding: string, done: () => void): void {
    done();
  }
}

function listen(stream: Duplex) {
  const messages: unknown[] = [];
  const closings: (Error | null)[] = [];
  const closed = Promise.withResolvers<Error | null>();
  const channel = openFrames(stream, {
    onMessage: (message) => messages.push(message),
    onClose: (error) => {
      closings.push(error);
      closed.resolve(error);
    },
  });
  return { channel, messages, closings, closed: closed.promise };
}

function frame(message: unknown): Buffer {
  const payload = serialize(message);
  const header = Buffer.alloc(4);
  header.writeUInt32LE(payload.length);
  return Buffer.concat([header, payload]);
}

function randomSource(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const samples = [
  { m: 'records', a: [{ loss: Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY, -0, 1e-38), rows: 4 }] },
  { odd: 'x', time: Float64Array.of(1, Number.NEGATIVE_INFINITY), step: Int32Array.of(-1), empty: new Uint32Array() },
  'text ∇ 漢字 🎉',
  undefined,
  Number.NaN,
  { nested: [new Map([['key', new Set([1])]]), null, undefined] },
  new Float32Array(50_000).map((_, index) => index),
];

describe('openFrames', () => {
  it('brings messages of every kind to the other end as they were', async () => {
    const [near, far] = duplexPair();
    const { messages, closed } = listen(far);
    const sender = listen(near);
    for (const sample of samples) sender.channel.send(sample);
    await sender.channel.flushed();
    near.end();
    expect(await closed).toBeNull();
    expect(messages).toEqual(samples);
  });

  it('reads the same messages however the stream is cut', async () => {
    const bytes = Buffer.concat(samples.map(frame));
    for (let seed = 1; seed <= 60; seed++) {
      const random = randomSource(seed);
      const stream = new Source();
      const { messages, closed } = listen(stream);
      const longest = seed % 3 === 0 ? 3000 : seed % 3 === 1 ? 40_000 : bytes.length;
      for (let at = 0; at < bytes.length; ) {
        const end = at + 1 + Math.floor(random() * longest);
        stream.push(bytes.subarray(at, end));
        at = end;
      }
      stream.push(null);
      await closed;
      expect(messages).toEqual(samples);
    }
  });

  it('reads messages that come byte by byte', async () => {
    const stream = new Source();
    const { messages, closed } = listen(stream);
    for (const byte of Buffer.concat([frame(samples[0]), frame(samples[1])])) stream.push(Buffer.of(byte));
    stream.push(null);
    await closed;
    expect(messages).toEqual(samples.slice(0, 2));
  });

  it('gives typed arrays memory of their own', async () => {
    const stream = new Source();
    const { messages, closed } = listen(stream);
    for (const name of ['a', 'ab', 'abc', 'abcd']) stream.push(frame({ [name]: Float64Array.of(1, 2) }));
    stream.push(null);
    await closed;
    expect(messages).toHaveLength(4);
    for (const message of messages) {
      const [array] = Object.values(message as Record<string, Float64Array>);
      expect(array?.buffer.byteLength).toBe(16);
      expect(array).toEqual(Float64Array.of(1, 2));
    }
  });

  it.each([
    ['a length of zero', Buffer.alloc(4)],
    ['an absurd length', Buffer.of(255, 255, 255, 255, 1, 2, 3)],
    ['a length just over the limit', (() => Buffer.from(Uint32Array.of(MAX_FRAME_BYTES + 1).buffer))()],
    ['a payload that is no structured clone', Buffer.of(3, 0, 0, 0, 1, 2, 3)],
    ['text', Buffer.from('Hello, is this a pipe? '.repeat(4))],
  ])('closes with an error on %s, after what came before', async (_name, garbage) => {
    const stream = new Source();
    const { channel, messages, closed } = listen(stream);
    stream.push(frame('before'));
    stream.push(garbage);
    stream.push(frame('after'));
    expect(await closed).toBeInstanceOf(Error);
    expect(messages).toEqual(['before']);
    expect(stream.destroyed).toBe(true);
    expect(channel.send('too late')).toBe(false);
    await channel.flushed();
  });

  it('never crashes on random bytes', async () => {
    for (let seed = 1; seed <= 200; seed++) {
      const random = randomSource(seed);
      const stream = new Source();
      const { closed } = listen(stream);
      const bytes = frame(samples[seed % samples.length]);
      for (let flips = 0; flips < 4; flips++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      stream.push(bytes);
      stream.push(null);
      await closed;
    }
  });

  it('refuses to send more than a frame may hold', () => {
    const { channel } = listen(new Source());
    const most = new Uint8Array(
      MAX_FRAME_BYTES - (serialize(new Uint8Array(MAX_FRAME_BYTES)).length - MAX_FRAME_BYTES),
    );
    expect(serialize(most)).toHaveLength(MAX_FRAME_BYTES);
    expect(() => channel.send(most)).not.toThrow();
    const more = new RangeError(`A message of ${MAX_FRAME_BYTES + 1} bytes is too long`);
    expect(() => channel.send(new Uint8Array(most.length + 1))).toThrow(more);
    channel.dispose();
  });

  it('tells a slow reader by its answer, and says when the system has taken everything', async () => {
    const [near, far] = duplexPair();
    const { channel } = listen(near);
    expect(channel.send('small')).toBe(true);
    expect(channel.send(new Uint8Array(1_000_000))).toBe(false);
    let flushed = false;
    const wait = channel.flushed().then(() => {
      flushed = true;
    });
    await new Promise(setImmediate);
    expect(flushed).toBe(false);
    const { messages } = listen(far);
    await wait;
    expect(messages).toHaveLength(2);
  });

  it('tells once that it is closed, with the error of a broken stream', async () => {
    const stream = new Source();
    const { channel, closed, closings } = listen(stream);
    stream.destroy(new Error('broken pipe'));
    expect((await closed)?.message).toBe('broken pipe');
    channel.dispose();
    await channel.flushed();
    await new Promise(setImmediate);
    expect(closings).toHaveLength(1);
  });

  it('tells of a stream that is closed without an end', async () => {
    const stream = new Source();
    const { closed } = listen(stream);
    stream.destroy();
    expect(await closed).toBeNull();
  });

  it('sends nothing into a stream that takes no more', async () => {
    const stream = new Source();
    const { channel } = listen(stream);
    stream.end();
    expect(channel.send('too late')).toBe(false);
    await channel.flushed();
  });
});
