import type { SourceArgument, SourceLayer, SourceModel } from '../../protocol/source.js';
import type { ProblemFix } from '../../protocol/trainer.js';

type Framework = SourceModel['framework'];

/** An argument as a person writes it: `activation: 'relu'` in JavaScript, `activation='relu'` in Python. */
export const argumentText = (framework: Framework, name: string, value: string): string =>
  framework === 'tfjs' ? `${name}: ${value}` : `${name}=${value}`;

/** Replaces the value of an argument. */
export const replaceValue = ({ valueSpan }: SourceArgument, newText: string): Omit<ProblemFix, 'title'> => {
  return { span: valueSpan, newText };
};

/** Gives a layer's call one more argument, behind its last one, on a line of its own where that one has; null for a call without any. */
export function addArgument(layer: SourceLayer, argument: string): Omit<ProblemFix, 'title'> | null {
  const list = layer.arguments?.list ?? [];
  const last = list.at(-1);
  if (!last) return null;
  const { file, start, end } = last.span;
  const lineBefore = list.at(-2)?.span.end.line ?? layer.span.start.line;
  const space = start.line > lineBefore ? `\n${' '.repeat(start.column - 1)}` : ' ';
  return { span: { file, start: end, end }, newText: `,${space}${argument}` };
}
