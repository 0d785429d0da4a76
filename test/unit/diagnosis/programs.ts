import { editedText } from '../../../src/diagnosis/source/editedText.js';
import type { SourceFix } from '../../../src/diagnosis/source/sourceRule.js';
import { diagnoseSource, type RuledFinding } from '../../../src/diagnosis/source/sourceRules.js';
import { findModels } from '../../../src/source/findModels.js';

/** One program in the languages in which people write models; layers as tfjs and Keras write them. */
export interface Program {
  readonly file: string;
  readonly text: string;
}

const indented = (lines: readonly string[]) => lines.map((line) => `  ${line},`).join('\n');

/** Layers such as `dense({ units: 1 })`, and the properties of what `compile` and `fit` are given. */
export function inJavaScript(
  layers: readonly string[],
  compile: string | null = null,
  fit: string | null = null,
): Program[] {
  const own = layers.map((layer) => `tf.layers.${layer}`);
  const end = [
    ...(compile === null ? [] : [`model.compile({ ${compile} });`]),
    ...(fit === null ? [] : [`await model.fit(${fit});`]),
  ].join('\n');
  const added = own.map((layer) => `model.add(${layer});`).join('\n');
  return [
    {
      file: '/w/net.js',
      text: `const tf = require('@tensorflow/tfjs');\nconst model = tf.sequential();\n${added}\n${end}\n`,
    },
    {
      file: '/w/net.ts',
      text: `import * as tf from '@tensorflow/tfjs';\nconst model: tf.Sequential = tf.sequential({ layers: [\n${indented(own)}\n] });\n${end}\n`,
    },
  ];
}

/** Layers such as `Dense(1)`, and the arguments of `compile` and `fit`. */
export function inPython(
  layers: readonly string[],
  compile: string | null = null,
  fit: string | null = null,
): Program[] {
  const head =
    'from tensorflow import keras\nfrom tensorflow.keras.layers import *\nfrom tensorflow.keras.optimizers import *\nimport numpy as np\n';
  const end = [
    ...(compile === null ? [] : [`model.compile(${compile})`]),
    ...(fit === null ? [] : [`model.fit(${fit})`]),
  ].join('\n');
  return [
    { file: '/w/net.py', text: `${head}model = keras.Sequential([\n${indented(layers)}\n])\n${end}\n` },
    {
      file: '/w/added.py',
      text: `${head}model = keras.Sequential()\n${layers.map((layer) => `model.add(${layer})`).join('\n')}\n${end}\n`,
    },
  ];
}

/** A rule that fails says nothing, which is not to be taken for a net without a fault. */
const failed = (rule: string, error: unknown): never => {
  throw new Error(`rule ${rule} failed`, { cause: error });
};

export const findingsIn = ({ file, text }: Program, rule?: string): RuledFinding[] =>
  diagnoseSource(findModels(text, file), { text, failed }).filter(
    (finding) => rule === undefined || finding.rule === rule,
  );

/** A text with the first fix of each finding made, the last ones first. */
export function fixedText(text: string, findings: readonly RuledFinding[]): string {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const offset = ({ line, column }: { line: number; column: number }) => (starts[line - 1] ?? 0) + column - 1;
  return findings
    .flatMap(({ fixes }) => fixes[0]?.edits ?? [])
    .sort((first, second) => offset(first.span.start) - offset(second.span.start))
    .reduceRight(
      (result, { span, newText }) => result.slice(0, offset(span.start)) + newText + result.slice(offset(span.end)),
      text,
    );
}

/** A program with one fix made. */
export function withFix<P extends Program>(program: P, { edits }: SourceFix): P {
  const made = edits.map(({ span, newText }) => ({ ...span, newText }));
  return { ...program, text: editedText(program.text, [{ edits: made }]).text };
}
