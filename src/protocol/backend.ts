import * as v from 'valibot';
import { entity } from './schema.js';

export const BackendKind = v.picklist(['tfjs-node', 'wasm']);
export type BackendKind = v.InferOutput<typeof BackendKind>;

/** npm packages of tfjs-node, without their scope: for a processor, and for a graphics card. */
const TfjsNodePackage = v.picklist(['tfjs-node', 'tfjs-node-gpu']);
export type TfjsNodePackage = v.InferOutput<typeof TfjsNodePackage>;

/** Which tfjs a run trains on. */
export const BackendInfo = entity({
  kind: BackendKind,
  /** Left out for tfjs-node and the embedded build. */
  package: v.optional(TfjsNodePackage),
  /** The npm package's version, such as 4.22.0. */
  version: v.string(),
  /** Whose copy: the user's project, GradLens's own storage, or the one in the extension's package. */
  origin: v.picklist(['project', 'gradlens', 'embedded']),
  /** Folder of the @tensorflow/tfjs-node package, or of the embedded build. */
  path: v.string(),
});
export type BackendInfo = v.InferOutput<typeof BackendInfo>;

/** What people know a backend by: `tfjs-node`, `tfjs-node-gpu` or `wasm`. */
export const backendName = ({ kind, package: own = 'tfjs-node' }: Pick<BackendInfo, 'kind' | 'package'>): string =>
  kind === 'wasm' ? kind : own;
