import { expect, it } from 'vitest';
import { unusedMembers } from '../../../scripts/lib/unusedMembers.mjs';

it('finds members that nothing names, and leaves those that the editor calls', () => {
  const text = `
export class Pace implements Disposable {
  readonly kept = 1;
  idle(): void {}
  get rate() { return this.kept; }
  [Symbol.iterator]() {}
  dispose(): void {}
}
export class Lenses implements vscode.CodeLensProvider {
  provideCodeLenses() {}
}`;
  const use = 'export const of = ({ rate }: Pace) => rate; pace.dispose();';
  const sources = [
    { file: 'pace.ts', text },
    { file: 'use.ts', text: use },
  ];
  expect(unusedMembers(sources)).toEqual(['pace.ts:4 idle']);
});
