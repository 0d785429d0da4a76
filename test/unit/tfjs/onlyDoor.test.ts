import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from '@babel/parser';
import type * as b from '@babel/types';
import { expect, it } from 'vitest';
import { members } from '../../../src/tfjs/members.js';
import { gradientPatches, kernelPatches, patches } from '../../../src/tfjs/patches.js';

const src = join(import.meta.dirname, '..', '..', '..', 'src');

/** Types whose objects are tfjs's. */
const SHARED = ['Tfjs', 'Engine', 'EngineState', 'NodeBackend', 'Binding', 'BaseCallback', 'Callback', 'Orthogonal'];
const MODELS = ['TrainingModel', 'LayersModel', 'Sequential', 'Layer', 'LayerFields', 'Optimizer', 'OptimizerFields'];
const OF_TFJS = new Set([...SHARED, ...MODELS]);
/** Fields that are written as tfjs's own loop, schedules, and layers do. */
const FIELDS = new Set(['stopTraining_', 'history', 'learningRate', 'batchInputShape', 'activeTape', 'trainable']);
/** What gives an object of tfjs. */
const GIVES =
  /^(engineOf|nodeBackendOf|ownerOf|fieldsOf|layersModel|innerModel|optimizerFields|getPrototypeOf|engine|backend)$/;
/** What changes it with no assignment. */
const CHANGES = /^(defineProperty|defineProperties|deleteProperty|setPrototypeOf|assign|set)$/;
const REGISTRY = /^(registerKernel|unregisterKernel|registerGradient|unregisterGradient|registerOp)$/;

type Node = b.Node & Record<string, unknown>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

function* nodesIn(node: Node): Iterable<Node> {
  yield node;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'loc' || key.endsWith('Comments')) continue;
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodesIn(child);
  }
}

const nameOf = (node: unknown): string => {
  if (!isNode(node)) return '';
  const { type } = node;
  if (type === 'Identifier') return String(node.name);
  if (type === 'MemberExpression') return nameOf(node.property);
  if (type === 'TSAsExpression' || type === 'TSNonNullExpression') return nameOf(node.expression);
  return type === 'CallExpression' ? nameOf(node.callee) : '';
};

const typeName = (node: unknown): string =>
  isNode(node) && node.type === 'TSTypeReference' ? nameOf(node.typeName) : '';

/** The name that a node gives an object of one of the types, as a variable, a parameter, or a field; null where it gives none. */
function nameGiven(node: Node, types: ReadonlySet<string>): string | null {
  if (node.type === 'VariableDeclarator' && isNode(node.init)) {
    const { init } = node;
    const cast = init.type === 'TSAsExpression' ? typeName(init.typeAnnotation) : '';
    const from = nameOf(init);
    if (types.has(cast) || GIVES.test(from) || from === 'prototype') return nameOf(node.id);
  }
  const annotation = isNode(node.typeAnnotation) ? node.typeAnnotation.typeAnnotation : null;
  if (!types.has(typeName(annotation))) return null;
  return nameOf(node.type === 'ClassProperty' ? node.key : node);
}

/** What a node assigns to or deletes. */
function written(node: Node): Node | null {
  const target = node.type === 'AssignmentExpression' ? node.left : node.operator === 'delete' ? node.argument : null;
  return isNode(target) && target.type === 'MemberExpression' ? target : null;
}

/** Where a file changes an object of tfjs, as `line: text`. */
function changesIn(text: string, types: ReadonlySet<string> = OF_TFJS): string[] {
  const file = parse(text, { sourceType: 'module', plugins: ['typescript'] }).program as unknown as Node;
  const given = [...nodesIn(file)].map((node) => nameGiven(node, types)).filter(Boolean);
  const names = new Set<string | null>(['tf', 'prototype', ...given]);
  const isOfTfjs = (node: unknown): boolean => names.has(nameOf(node)) || GIVES.test(nameOf(node));
  const isChange = (node: Node): boolean => {
    const target = written(node);
    if (target) return isOfTfjs(target.object) && !FIELDS.has(nameOf(target.property));
    if (node.type !== 'CallExpression' || !isNode(node.callee)) return false;
    const called = nameOf(node.callee);
    const onObject = /^(Object|Reflect)$/.test(nameOf(node.callee.object));
    return REGISTRY.test(called) || (onObject && CHANGES.test(called) && isOfTfjs((node.arguments as unknown[])[0]));
  };
  const lines = text.split('\n');
  const changed = [...nodesIn(file)].filter(isChange).map(({ loc }) => loc?.start.line ?? 1);
  return changed.map((line) => `${line}: ${lines[line - 1]?.trim()}`);
}

it('finds what it looks for', () => {
  const found = (line: string) =>
    changesIn(`function f(tf: Tfjs, backend: NodeBackend, layer: Layer) { ${line} }`).length;
  expect(found('tf.LayersModel.prototype.fit = g;')).toBe(1);
  expect(found('const { prototype } = tf.Sequential; prototype.add = g;')).toBe(1);
  expect(found('const model = tf.Sequential.prototype; model.add = g;')).toBe(1);
  expect(found('const e = tf.engine() as unknown as Engine; e.gradients = g;')).toBe(1);
  expect(found('tf.engine().setBackend = g;')).toBe(1);
  expect(found('backend.binding = g;')).toBe(1);
  expect(found('layer.apply = g;')).toBe(1);
  expect(found('delete (backend as Partial<NodeBackend>).write;')).toBe(1);
  expect(found("Reflect.deleteProperty(layer, 'apply');")).toBe(1);
  expect(found("Object.defineProperty(tf.layers.Layer.prototype, 'id', {});")).toBe(1);
  expect(found('Object.assign(backend, {});')).toBe(1);
  expect(found('tf.registerGradient({});')).toBe(1);
  expect(found('backend.write(values); layer.trainable = false; const own = {}; own.apply = g;')).toBe(0);
});

it('is src/tfjs alone that knows what is private in tfjs, of the engine, backends, layers and models', () => {
  const entries = ['trainer', 'keras'].flatMap((folder) =>
    readdirSync(join(src, folder), { recursive: true, withFileTypes: true }),
  );
  const found = entries
    // That is a build of tfjs itself.
    .filter(({ name, parentPath }) => name.endsWith('.ts') && !parentPath.includes('embedded'))
    .flatMap(({ parentPath, name }) => {
      const text = readFileSync(join(parentPath, name), 'utf8');
      // `fitDataset` is public, but its types know no dataset but tfjs's own; `Layer` is what tfjs's types have.
      const asked =
        /\b(?:engine|backend)\(\)|\w*(?:layer|model|optimizer|tensor|weight|first|last|cell) as unknown as (?!Layer;|FitsBatches\b)/gi;
      return [...text.matchAll(asked)].map(([what]) => `${name}: ${what.trim()}`);
    });
  expect(found).toEqual([]);
});

it.each([
  ['trainer', OF_TFJS],
  // The layers and models that it makes are its own.
  ['keras', new Set(SHARED)],
])('is src/tfjs alone that changes tfjs: not src/%s', (folder, types) => {
  const entries = readdirSync(join(src, folder), { recursive: true, withFileTypes: true });
  const files = entries
    .filter(({ name }) => name.endsWith('.ts'))
    .map(({ parentPath, name }) => join(parentPath, name));
  expect(files.length).toBeGreaterThan(40);
  const found = files.flatMap((file) =>
    changesIn(readFileSync(file, 'utf8'), types).map((change) => `${relative(src, file)}:${change}`),
  );
  expect(found).toEqual([]);
});

it('has no line in its lists for what nobody uses any more', () => {
  const read = (folder: string): string[] =>
    readdirSync(join(src, folder), { recursive: true, withFileTypes: true })
      .filter(({ name }) => name.endsWith('.ts'))
      .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
  const users = ['trainer', 'keras'].flatMap(read).join('\n');
  const door = read('tfjs').join('\n');
  const ids = [patches, kernelPatches, gradientPatches].flatMap(Object.keys);
  const isNamed = (id: string) => users.includes(`'${id}'`) || door.includes(`(tf, '${id}'`);
  const unusedPatches = ids.filter((id) => !isNamed(id) && !door.includes(`patches.${id}.`));
  expect(unusedPatches).toEqual([]);
  const names = [...new Set(Object.values(members).flatMap(Object.keys))];
  const isUsed = (name: string) => new RegExp(`\\b${name}\\b`).test(users) || new RegExp(`\\.${name}\\b`).test(door);
  expect(names.filter((name) => !isUsed(name))).toEqual([]);
});
