import type { GradFunc, KernelConfig, KernelFunc } from '@tensorflow/tfjs-core';
import { type Members, ownerOf } from './members.js';
import { type gradientPatches, kernelPatches, patches } from './patches.js';
import type { Layer, Tfjs } from './tfjs.js';

type Patches = typeof patches;
type OwnerIn<Id extends keyof Patches> = Patches[Id]['of'];
type NameIn<Id extends keyof Patches> = Patches[Id]['members'][number] & keyof Members[OwnerIn<Id>];

/** The patches of what all objects of a kind share. */
type SharedPatch = {
  [Id in keyof Patches]: OwnerIn<Id> extends Parameters<typeof ownerOf>[1] ? Id : never;
}[keyof Patches];

/** For each member of a patch, what takes its place; told what it replaces. */
type Replacements<Id extends keyof Patches> = {
  readonly [Name in NameIn<Id>]: (original: Members[OwnerIn<Id>][Name]) => Members[OwnerIn<Id>][Name];
};

/** Puts things back as they were before a patch. */
export type Undo = () => void;

/**
 * Replaces members of tfjs for all that have them.
 * @throws where tfjs has none of that name
 */
export function patch<Id extends SharedPatch>(tf: Tfjs, id: Id, replacements: Replacements<Id>): Undo {
  return patchOne(ownerOf(tf, patches[id].of) as Members[OwnerIn<Id>], id, replacements);
}

/** Replaces members of one object of tfjs, such as a layer, or the class of an optimizer. */
export function patchOne<Id extends keyof Patches>(
  target: Members[OwnerIn<Id>],
  id: Id,
  replacements: Replacements<Id>,
): Undo {
  const { of, members } = patches[id];
  const missing = members.find((name) => !(name in target));
  if (missing) throw new Error(`This tfjs has no ${of}.${missing}, which GradLens replaces`);
  const undo = (members as readonly string[] as readonly NameIn<Id>[]).map((name) => {
    const before = Object.getOwnPropertyDescriptor(target, name);
    const own = replacements[name](target[name]);
    target[name] = own;
    return () => {
      // What somebody has put on top of it stays.
      if (target[name] !== own) return;
      if (before) Object.defineProperty(target, name, before);
      else Reflect.deleteProperty(target, name);
    };
  });
  return () => {
    for (const each of undo) each();
  };
}

/**
 * Calls back when the constructor of a layer sets its first field, `id`, which then is the plain field that it always was.
 * @param note told the layer, and the function below which the stack is that of the constructor
 */
// biome-ignore lint/complexity/noBannedTypes: what Error.captureStackTrace takes.
export function patchLayerId(tf: Tfjs, note: (layer: Layer, setter: Function) => void): Undo {
  const [name] = patches.createdLayers.members;
  const target = ownerOf(tf, patches.createdLayers.of);
  function set(this: Layer, value: number): void {
    Object.defineProperty(this, name, { configurable: true, enumerable: true, writable: true, value });
    note(this, set);
  }
  Object.defineProperty(target, name, { configurable: true, get: () => undefined, set });
  return () => void Reflect.deleteProperty(target, name);
}

type Registry = Pick<Tfjs, 'getKernel' | 'registerKernel' | 'unregisterKernel'>;

/** @param make what computes the kernel; told the backend's own, where it has one */
export function patchKernel(
  { getKernel, registerKernel, unregisterKernel }: Registry,
  id: keyof typeof kernelPatches,
  kernelName: string,
  make: (own: KernelConfig | undefined) => KernelFunc,
): void {
  const backendName = kernelPatches[id].backend;
  const own = getKernel(kernelName, backendName);
  if (own) unregisterKernel(kernelName, backendName);
  registerKernel({ ...own, kernelName, backendName, kernelFunc: make(own) });
}

/** Registers what a kernel's gradient is. @param make told the one that tfjs has */
export function patchGradient(
  { getGradient, registerGradient }: Pick<Tfjs, 'getGradient' | 'registerGradient'>,
  _id: keyof typeof gradientPatches,
  kernelName: string,
  make: (own: GradFunc | undefined) => { readonly gradFunc: GradFunc; readonly inputsToSave?: string[] },
): void {
  const own = getGradient(kernelName);
  registerGradient({ ...own, kernelName, ...make(own?.gradFunc) });
}
