import * as v from 'valibot';
import { entity } from './schema.js';

const BackendKind = v.picklist(['tfjs-node', 'wasm']);
export type BackendKind = v.InferOutput<typeof BackendKind>;

/** Which tfjs a run trains on. */
export const BackendInfo = entity({
  kind: BackendKind,
  /** The npm package's version, such as 4.22.0. */
  version: v.string(),
  /** Whose copy: the user's project, GradLens's own storage, or the one in the extension's package. */
  origin: v.picklist(['project', 'gradlens', 'embedded']),
  /** Folder of the @tensorflow/tfjs-node package, or of the embedded build. */
  path: v.string(),
});
export type BackendInfo = v.InferOutput<typeof BackendInfo>;
