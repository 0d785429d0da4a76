import { basename, resolve } from 'node:path';
import type { DataLimits, DataSpec } from '../../protocol/data.js';
import { type ArraySpec, arrayTarget } from '../arrays/arrayTarget.js';
import { loadArray } from '../arrays/loadArray.js';
import { openArrays } from '../arrays/openArrays.js';
import { builtInOf } from '../builtIn/catalogue.js';
import { imageFolder } from '../images/imageFolder.js';
import type { ModelShapes, TargetDescription } from '../types.js';
import type { DataPreview } from './types.js';

/** A model that takes anything. */
const ANY_MODEL: ModelShapes = { input: null, output: [1], vocabulary: null, loss: null, lastActivation: null };
/** Different values up to which targets of whole numbers are shown as classes. */
const MOST_CLASSES = 50;

type Kind<K extends DataSpec['kind']> = Extract<DataSpec, { kind: K }>;

const plain = { columns: null, rows: null, classesAreComplete: true, notes: [] } as const;

export async function previewArrays(spec: ArraySpec, folder: string, limits: DataLimits): Promise<DataPreview> {
  const source = await openArrays(spec, folder, ANY_MODEL, limits);
  const { target } = arrayTarget(
    await loadArray(resolve(folder, spec.y), 'y', spec.yName, limits),
    { targetAs: 'index' },
    ANY_MODEL,
  );
  const isClasses = target.kind === 'classes' && target.labels.length <= MOST_CLASSES;
  const shape = source.target.kind === 'numbers' ? source.target.shape : [1];
  return {
    ...plain,
    spec,
    name: source.name,
    rowCount: source.rows,
    inputShape: source.inputShape,
    classes: isClasses ? classesOf(target) : null,
    notes: [`Each target has shape [${shape.join(', ')}].`],
  };
}

export async function previewImages(spec: Kind<'images'>, folder: string): Promise<DataPreview> {
  const path = resolve(folder, spec.path);
  const { files, labels } = await imageFolder(path);
  const classes = labels.map((label, index) => ({ label, count: files.filter((file) => file.label === index).length }));
  return {
    ...plain,
    spec,
    name: basename(path),
    rowCount: files.length,
    inputShape: spec.size ? [...spec.size, spec.grayscale ? 1 : 3] : null,
    classes,
  };
}

export function previewBuiltIn(spec: Kind<'builtin'>): DataPreview {
  const { title, inputShape, samples, description, download } = builtInOf(spec.name);
  const notes =
    download === null ? [description] : [description, `It is downloaded once (${Math.ceil(download / 1e6)} MB).`];
  return { ...plain, spec, name: title, rowCount: spec.samples ?? samples, inputShape, classes: null, notes };
}

export function previewRandom(spec: Kind<'random'>): DataPreview {
  return {
    ...plain,
    spec,
    name: 'Random',
    rowCount: null,
    inputShape: null,
    classes: null,
    notes: ['Noise in exactly the model’s shapes.'],
  };
}

function classesOf(target: TargetDescription): DataPreview['classes'] {
  if (target.kind !== 'classes') return null;
  return target.labels.map((label, index) => ({ label, count: target.counts?.[index] ?? 0 }));
}
