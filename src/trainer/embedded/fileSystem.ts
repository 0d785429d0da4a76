import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { io } from '@tensorflow/tfjs-core';

const SCHEME = 'file://';
const TOPOLOGY_FILE = 'model.json';
const WEIGHTS_FILE = 'weights.bin';

/** tfjs-node's `tf.io.fileSystem`: a folder to save a model to, or the path of a `model.json` to load. */
export function fileSystem(path: string): io.IOHandler {
  return {
    save: (artifacts) => save(resolve(path), artifacts),
    load: () => load(resolve(path)),
  };
}

/** Handles `file://` paths in `model.save` and `tf.loadLayersModel`. */
export function fileSystemRouter(url: string | string[]): io.IOHandler | null {
  return typeof url === 'string' && url.startsWith(SCHEME) ? fileSystem(url.slice(SCHEME.length)) : null;
}

async function save(folder: string, artifacts: io.ModelArtifacts): Promise<io.SaveResult> {
  const { weightData, weightSpecs = [], ...model } = artifacts;
  await mkdir(folder, { recursive: true });
  const topology = { ...model, weightsManifest: [{ paths: [WEIGHTS_FILE], weights: weightSpecs }] };
  await writeFile(join(folder, TOPOLOGY_FILE), JSON.stringify(topology));
  await writeFile(join(folder, WEIGHTS_FILE), new Uint8Array(io.CompositeArrayBuffer.join(weightData)));
  return { modelArtifactsInfo: io.getModelArtifactsInfoForJSON(artifacts) };
}

async function load(file: string): Promise<io.ModelArtifacts> {
  const model = JSON.parse(await readFile(file, 'utf8')) as io.ModelJSON;
  return io.getModelArtifactsForJSON(model, async (manifest) => {
    const paths = manifest.flatMap((group) => group.paths);
    const parts = await Promise.all(paths.map((path) => readFile(join(dirname(file), path))));
    return [manifest.flatMap((group) => group.weights), new Uint8Array(Buffer.concat(parts)).buffer];
  });
}
