import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { downloadDataset, downloadFolder } from '../../../src/datasets/download/downloadDataset.js';
import type { DownloadFile } from '../../../src/datasets/download/downloadList.js';
import { fetchFile } from '../../../src/datasets/download/fetchFile.js';
import { openDataset } from '../../../src/datasets/openDataset.js';
import { shapes } from './shapes.js';

let folder: string;
let server: Server | null = null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gradlens-download-'));
});

afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  server = null;
  await rm(folder, { recursive: true, force: true });
});

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/`;
}

// SHA-256 of `hello`.
const hello: DownloadFile = {
  name: 'hello.gz',
  bytes: 5,
  hash: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
};
const never = new AbortController().signal;

describe('a download', () => {
  it('is kept when its hash is right', async () => {
    const mirror = await serve((_, response) => response.end('hello'));
    let bytes = 0;
    await fetchFile(hello, mirror, folder, never, (more) => {
      bytes += more;
    });
    expect(bytes).toBe(5);
    expect(await readdir(folder)).toEqual(['hello.gz']);
  });

  it.each([
    [
      'another file',
      (_: unknown, response: { end(text: string): void }) => response.end('hallo'),
      'its SHA-256 differs',
    ],
    [
      'a longer one',
      (_: unknown, response: { end(text: string): void }) => response.end('hello, you'),
      'larger than 5',
    ],
    ['a part', (_: unknown, response: { end(text: string): void }) => response.end('hell'), 'stopped after 4 of 5'],
  ])('that is %s leaves nothing', async (_name, listener, message) => {
    const mirror = await serve(listener);
    await expect(fetchFile(hello, mirror, folder, never, () => {})).rejects.toThrow(message);
    expect(await readdir(folder)).toEqual([]);
  });

  it('that breaks off in the middle leaves nothing', async () => {
    const mirror = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '5' });
      response.write('he');
      setImmediate(() => response.destroy());
    });
    await expect(fetchFile(hello, mirror, folder, never, () => {})).rejects.toThrow();
    expect(await readdir(folder)).toEqual([]);
  });

  it('goes on at the next server, and offers digits where none has it', async () => {
    const asked: string[] = [];
    const mirror = await serve(({ url }, response) => {
      asked.push(url ?? '');
      response.writeHead(404).end();
    });
    const failed = downloadDataset('mnist', { store: folder, mirrors: [`${mirror}a/`, `${mirror}b/`] });
    await expect(failed).rejects.toThrow(/MNIST could not be downloaded \(.*404.*404.*train on "digits"/);
    expect(asked).toEqual(['/a/train-labels-idx1-ubyte.gz', '/b/train-labels-idx1-ubyte.gz']);
  });

  it('says so where nobody answers', async () => {
    const mirror = await serve(() => {});
    await new Promise((resolve) => server?.close(resolve));
    await expect(downloadDataset('mnist', { store: folder, mirrors: [mirror] })).rejects.toThrow('ECONNREFUSED');
  });

  it('ends when it is interrupted', async () => {
    const abort = new AbortController();
    const mirror = await serve((_, response) => {
      response.write('x');
      abort.abort();
    });
    const failed = downloadDataset('mnist', { store: folder, mirrors: [mirror], signal: abort.signal });
    await expect(failed).rejects.toMatchObject({ name: 'AbortError' });
    expect(await readdir(downloadFolder(folder, 'mnist'))).toEqual([]);
  });

  it('is only for what can be downloaded', async () => {
    await expect(downloadDataset('iris')).rejects.toThrow('mnist and fashion-mnist');
  });
});

describe('a data set that was not downloaded', () => {
  const open = () =>
    openDataset({ kind: 'builtin', name: 'fashion_mnist' }, '/', shapes(), { store: folder, downloads: folder });

  it('says how to get it, and what else there is', async () => {
    await expect(open()).rejects.toThrow(
      /Fashion-MNIST is not downloaded yet.*--download fashion-mnist.*27 MB.*digits/,
    );
  });

  it('is not trusted when its file was changed', async () => {
    await rm(downloadFolder(folder, 'fashion-mnist'), { recursive: true, force: true });
    await mkdir(downloadFolder(folder, 'fashion-mnist'), { recursive: true });
    await writeFile(join(downloadFolder(folder, 'fashion-mnist'), 'train-images-idx3-ubyte.gz'), 'changed');
    await expect(open()).rejects.toThrow('is damaged on this machine');
  });
});
