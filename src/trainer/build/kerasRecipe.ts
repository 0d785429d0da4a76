import type { KerasCall, KerasDeclaration } from '../../protocol/keras.js';
import type { KerasProgram, KerasStep } from '../../protocol/kerasProgram.js';

/** Epochs of a model that its source does not fit. */
const DEFAULT_EPOCHS = 10;

/** A declaration as the program that it stands for: the model is made, compiled and fitted once. */
export function programOf({ name, file, location, version, layers, compile, fit }: KerasDeclaration): KerasProgram {
  const step = { model: 0, location };
  const placed = (call: KerasCall) => ({ ...step, location: { file: call.span.file, ...call.span.start }, call });
  const position = { line: location.line, column: location.column };
  const span = { file, start: position, end: position };
  const plain: KerasCall = { kind: 'call', name: 'fit', positional: [], named: { epochs: DEFAULT_EPOCHS }, span };
  const steps: KerasStep[] = [
    { ...step, kind: 'make', name, layers },
    ...(compile ? [{ ...placed(compile), kind: 'compile' as const }] : []),
    { ...placed(fit ?? plain), kind: 'fit' },
  ];
  return { file, version, steps };
}
