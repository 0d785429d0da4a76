export type BackendKind = 'tfjs-node' | 'wasm';

/** Which tfjs a run trains on. */
export interface BackendInfo {
  readonly kind: BackendKind;
  /** The npm package's version, such as 4.22.0. */
  readonly version: string;
  /** Whose copy: the user's project, GradLens's own storage, or the one in the extension's package. */
  readonly origin: 'project' | 'gradlens' | 'embedded';
  /** Folder of the @tensorflow/tfjs-node package, or of the embedded build. */
  readonly path: string;
}
