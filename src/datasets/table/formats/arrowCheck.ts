import { type FileHandle, open } from 'node:fs/promises';
import { Footer } from 'apache-arrow/fb/footer';
import { Message } from 'apache-arrow/fb/message';
import { ByteBuffer } from 'flatbuffers';
import type { DataLimits } from '../../../protocol/data.js';
import { checkMessage, checkSchema } from './arrowMessageCheck.js';

const MAGIC = 'ARROW1';
const CONTINUATION = 0xffffffff;
/** Metadata of a message or of a file, which tell of columns and batches, not of values. */
const MOST_METADATA = 64 * 1024 * 1024;
/** Bytes of a block in a footer. */
const BLOCK = 24;

/**
 * Checks what an Arrow file or stream says of itself against its length (Arrow columnar format 1.5, "Serialization and IPC"): its reader goes by it
 * without a look, and a damaged one keeps it busy for ever or makes it fill the memory.
 * @throws {Error} that says what is wrong
 */
export async function checkArrow(path: string, limits: DataLimits): Promise<void> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const source = new ArrowBytes(file, size);
    const begins = new TextDecoder('latin1').decode(await source.read(0, Math.min(size, MAGIC.length)));
    if (begins === MAGIC) await checkFile(source, limits);
    else await checkStream(source, limits);
  } finally {
    await file.close();
  }
}

/** Bytes of a file, none beyond its end. */
class ArrowBytes {
  constructor(
    private readonly file: FileHandle,
    readonly size: number,
  ) {}

  async read(position: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    if (!(position >= 0 && length >= 0 && position + length <= this.size)) throw new Error('it points beyond its end');
    const bytes = new Uint8Array(length);
    for (let filled = 0; filled < length; ) {
      const { bytesRead } = await this.file.read(bytes, filled, length - filled, position + filled);
      if (bytesRead === 0) throw new Error('it is truncated');
      filled += bytesRead;
    }
    return bytes;
  }

  async view(position: number, length: number): Promise<DataView> {
    return new DataView((await this.read(position, length)).buffer);
  }
}

async function checkFile(source: ArrowBytes, limits: DataLimits): Promise<void> {
  const tail = MAGIC.length + 4;
  const length = (await source.view(source.size - tail, 4)).getInt32(0, true);
  if (length <= 0 || length > MOST_METADATA) throw new Error(`its footer has ${length} bytes`);
  const footer = Footer.getRootAsFooter(new ByteBuffer(await source.read(source.size - tail - length, length)));
  checkSchema(footer.schema(), length);
  const [dictionaries, batches] = [footer.dictionariesLength(), footer.recordBatchesLength()];
  if ((dictionaries + batches) * BLOCK > length) throw new Error('its footer lists more batches than fit');
  for (let index = 0; index < dictionaries; index++) await checkBlock(source, footer.dictionaries(index), limits);
  for (let index = 0; index < batches; index++) await checkBlock(source, footer.recordBatches(index), limits);
}

type Block = ReturnType<Footer['recordBatches']>;

async function checkBlock(source: ArrowBytes, block: Block, limits: DataLimits): Promise<void> {
  const offset = Number(block?.offset() ?? -1);
  const { metadataAt, length } = await prefixAt(source, offset);
  if (length === 0) throw new Error('a batch is missing');
  const bodyAt = offset + (block?.metaDataLength() ?? 0);
  if (bodyAt < metadataAt + length) throw new Error('a batch starts inside its own description');
  await checkAt(source, metadataAt, length, bodyAt, limits);
}

async function checkStream(source: ArrowBytes, limits: DataLimits): Promise<void> {
  for (let at = 0; at < source.size; ) {
    const { metadataAt, length } = await prefixAt(source, at);
    if (length === 0) return;
    const bodyAt = metadataAt + length;
    at = bodyAt + (await checkAt(source, metadataAt, length, bodyAt, limits));
  }
}

/** @returns bytes of the message's body */
async function checkAt(
  source: ArrowBytes,
  metadataAt: number,
  length: number,
  bodyAt: number,
  limits: DataLimits,
): Promise<number> {
  const message = Message.getRootAsMessage(new ByteBuffer(await source.read(metadataAt, length)));
  const bodyLength = Number(message.bodyLength());
  if (!(bodyLength >= 0 && bodyAt + bodyLength <= source.size)) throw new Error('a batch points beyond its end');
  await checkMessage(message, { length, bodyLength, int64: (offset) => int64At(source, bodyAt + offset) }, limits);
  return bodyLength;
}

async function int64At(source: ArrowBytes, at: number): Promise<number> {
  return Number((await source.view(at, 8)).getBigInt64(0, true));
}

/** Before Arrow 0.15 the length stood alone. */
async function prefixAt(source: ArrowBytes, at: number): Promise<{ metadataAt: number; length: number }> {
  const first = (await source.view(at, 4)).getUint32(0, true);
  const isMarked = first === CONTINUATION;
  const length = isMarked ? (await source.view(at + 4, 4)).getUint32(0, true) : first;
  if (length > MOST_METADATA) throw new Error(`a description has ${length} bytes`);
  return { metadataAt: at + (isMarked ? 8 : 4), length };
}
