import type { KerasArray, KerasCall, KerasFunction, KerasValue } from '../../../../../src/protocol/keras.js';
import type { Answers } from '../../../../../src/protocol/launch.js';
import type { SourceModel } from '../../../../../src/protocol/source.js';
import { planEffort } from '../../../../../src/source/python/reader/contents/sourceArrays.js';
import { declareKeras } from '../../../../../src/source/python/reader/declareKeras.js';
import type { KerasReading } from '../../../../../src/source/python/reader/reading.js';

const file = '/home/ada/net.py';

/** Reads the model whose `Sequential` stands at a mark `#model` at the end of its line, else the first Sequential call. */
export function read(text: string, answers: Answers = {}, effort = planEffort): KerasReading {
  const lines = text.split('\n');
  const marked = lines.findIndex((line) => line.includes('#model'));
  const at = marked >= 0 ? marked : lines.findIndex((line) => /\bSequential\(/.test(line));
  const column = (lines[at] ?? '').search(/(?:\w+\.)*\w*Sequential\(|class /) + 1;
  const start = { line: at + 1, column };
  const model: SourceModel = {
    file,
    line: at + 1,
    span: { file, start, end: start },
    name: 'model',
    framework: 'keras',
    layers: [],
    compileLine: null,
    compiles: [],
    fitLine: null,
    fits: [],
    fitData: null,
    losses: [],
    freezes: [],
    imports: null,
    builder: null,
  };
  return declareKeras(text, file, model, answers, { effort });
}

/** Layers as text: `Dense(10, activation='relu')`. */
export function layersOf(reading: KerasReading): string[] {
  return (reading.declaration?.layers ?? []).map(textOf);
}

export function linesOf(reading: KerasReading): number[] {
  return (reading.declaration?.layers ?? []).map(({ span }) => span.start.line);
}

/** Open questions as `name: proposal`. */
export function questionsOf(reading: KerasReading): string[] {
  return reading.questions.map(({ name, proposal }) => `${name}: ${proposal}`);
}

export function textOf(value: KerasValue): string {
  if (value === null) return 'None';
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map(textOf).join(', ')}]`;
  if ('kind' in value && value.kind === 'array') return `array(${textOf((value as KerasArray).shape)})`;
  if ('kind' in value && (value.kind === 'function' || value.kind === 'callback'))
    return `<${value.kind} ${(value as KerasFunction).name}>`;
  if (!isCall(value)) return `{${Object.entries(value).map(([key, entry]) => `${key}: ${textOf(entry)}`)}}`;
  const named = Object.entries(value.named).map(([name, entry]) => `${name}=${textOf(entry)}`);
  return `${value.name}(${[...value.positional.map(textOf), ...named].join(', ')})`;
}

function isCall(value: KerasValue): value is KerasCall {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'call';
}
