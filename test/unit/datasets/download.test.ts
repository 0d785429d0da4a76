import { access, mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { downloadDataset, downloadFolder, isDownloaded } from '../../../src/datasets/download/downloadDataset.js';
import type { DownloadFile } from '../../../src/datasets/download/downloadList.js';
import { fetchFile } from '../../../src/datasets/download/fetchFile.js';
import { openDataset } from '../../../src/datasets/openDataset.js';
import { HumanError } from '../../../src/errors/humanError.js';
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
      'hello.gz is not the expected file: its SHA-256 differs. Nothing was kept',
    ],
    [
      'a longer one',
      (_: unknown, response: { end(text: string): void }) => response.end('hello, you'),
      'hello.gz is not the expected file: it is larger than 5 bytes. Nothing was kept',
    ],
    [
      'a part',
      (_: unknown, response: { end(text: string): void }) => response.end('hell'),
      'it stopped after 4 of 5 bytes',
    ],
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
    const { host } = new URL(mirror);
    await expect(failed).rejects.toThrow(
      new HumanError(
        `MNIST could not be downloaded (${host}: it answered 404 Not Found; ${host}: it answered 404 Not Found). Check your ` +
          'connection and try again, or train on "digits": 8x8 handwritten digits that need no download.',
      ),
    );
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
    await expect(downloadDataset('iris')).rejects.toThrow(
      new HumanError('"iris" cannot be downloaded. You can download mnist and fashion-mnist.'),
    );
  });

  /** Files of their names and sizes, with nothing in them. */
  const sized = async (name: string, sizes: Record<string, number>) => {
    const inside = join(folder, 'datasets', name);
    await mkdir(inside, { recursive: true });
    for (const [file, size] of Object.entries(sizes)) {
      await writeFile(join(inside, file), '');
      await truncate(join(inside, file), size);
    }
  };

  it('is here when all of its files are, and none of those is downloaded again', async () => {
    const [images, labels] = ['train-images-idx3-ubyte.gz', 'train-labels-idx1-ubyte.gz'];
    expect(await isDownloaded('mnist', folder)).toBe(false);
    await sized('mnist', { [images]: 9_912_422, [labels]: 28_880 });
    expect(await isDownloaded('mnist', folder)).toBe(false);
    await sized('mnist', { [images]: 9_912_421, [labels]: 28_881 });
    expect(await isDownloaded('mnist', folder)).toBe(false);
    const asked: string[] = [];
    const mirror = await serve(({ url }, response) => {
      asked.push(url ?? '');
      response.writeHead(503).end();
    });
    const done: [number, number][] = [];
    const onProgress = (bytes: number, total: number) => done.push([bytes, total]);
    const download = () => downloadDataset('mnist', { store: folder, mirrors: [mirror], onProgress });
    await expect(download()).rejects.toThrow('it answered 503');
    expect([asked, done]).toEqual([[`/${images}`], [[28_881, 9_941_303]]]);
    await sized('mnist', { [images]: 9_912_422 });
    expect(await isDownloaded('mnist', folder)).toBe(true);
    await download();
    expect([asked.length, done.slice(1)]).toEqual([
      1,
      [
        [28_881, 9_941_303],
        [9_941_303, 9_941_303],
      ],
    ]);
    await sized('iris', {});
    expect([await isDownloaded('fashion-mnist', folder), await isDownloaded('iris', folder)]).toEqual([false, false]);
  });
});

describe('a data set that was not downloaded', () => {
  const open = () =>
    openDataset({ kind: 'builtin', name: 'fashion_mnist' }, '/', shapes(), { store: folder, downloads: folder });

  it('says how to get it, and what else there is', async () => {
    await expect(open()).rejects.toThrow(
      new HumanError(
        'Fashion-MNIST is not downloaded yet. Download it with "gradlens datasets --download fashion-mnist" (27 MB), or train on ' +
          '"digits", which needs no download.',
      ),
    );
  });

  it('is not trusted when its file was changed', async () => {
    await rm(downloadFolder(folder, 'fashion-mnist'), { recursive: true, force: true });
    await mkdir(downloadFolder(folder, 'fashion-mnist'), { recursive: true });
    const images = join(downloadFolder(folder, 'fashion-mnist'), 'train-images-idx3-ubyte.gz');
    await writeFile(images, 'changed');
    await expect(open()).rejects.toThrow('Fashion-MNIST is damaged on this machine. Download it with');
    // So that it is downloaded again.
    await expect(access(images)).rejects.toThrow('ENOENT');
  });
});
