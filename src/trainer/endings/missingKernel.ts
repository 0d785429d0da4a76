import type { TrainerProblemKind } from '../../protocol/trainer.js';

const MISSING = /^Kernel '(\w+)' not registered for backend '(\w+)'/;

/** What to do where the backend has no kernel for an operation; null for other errors. */
export function missingKernel(error: Error): { readonly kind: TrainerProblemKind; readonly message: string } | null {
  const [, kernel, backend] = MISSING.exec(error.message) ?? [];
  if (kernel === undefined) return null;
  if (backend === 'wasm') {
    return {
      kind: 'unsupported-on-wasm',
      message: `The embedded WASM backend cannot compute ${kernel}. Install tfjs-node to train this.`,
    };
  }
  return {
    kind: 'user-code',
    message: `tfjs-node cannot compute ${kernel}. Try the embedded WASM backend (gradlens.backend, or --backend wasm).`,
  };
}

/** Classes whose `call` an error came out of, the innermost first: the layers at work when it was thrown. */
export function calledClasses(stack: string): string[] {
  return [...stack.matchAll(/^ {4}at (?:async )?(\w+)\.call /gm)].flatMap(([, name]) => name ?? []);
}
