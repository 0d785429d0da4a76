import { describe, expect, it } from 'vitest';
import { runNotes, unaccepted } from '../../../src/launch/runNotes.js';
import { settlePlan, withProposals } from '../../../src/launch/settlePlan.js';
import type { OpenQuestion, RunPlan } from '../../../src/protocol/launch.js';
import type { SourceNote } from '../../../src/protocol/sourceNote.js';
import { findModels } from '../../../src/source/findModels.js';

const question = (name: string, proposal: string | null): OpenQuestion => ({
  name,
  expression: name,
  location: { file: '/net.py', line: 4, column: 9 },
  reason: 'used as units',
  proposal,
  alternatives: [],
});

const left: SourceNote = { kind: 'not-done', text: 'Left out.', file: '/net.py', line: 7, changesLearning: true };

const plan = (questions: readonly OpenQuestion[] = []): RunPlan => ({
  way: 'keras',
  others: [],
  summary: '',
  entry: null,
  questions,
  recipe: null,
  needsData: true,
  data: null,
  notes: [left],
  blocked: null,
});

const model = { file: '/net.py', line: 3, name: 'net' };

describe('the notes of a run', () => {
  it('begin with random data, and end with what was guessed', () => {
    const notes = runNotes(plan(), { model, data: { kind: 'random' }, guessed: [question('units', '16')] });
    expect(notes.map(({ kind, line }) => [kind, line])).toEqual([
      ['random-data', 3],
      ['not-done', 7],
      ['guessed', 4],
    ]);
    expect(notes[2]?.text).toBe('units = 16 is a guess (used as units).');
  });

  it('say nothing of random data where Node runs the file, or where there is other data', () => {
    const kinds = (way: RunPlan['way'], data: 'random' | null) =>
      runNotes({ ...plan(), way }, { model, data: data && { kind: data }, guessed: [] }).map(({ kind }) => kind);
    expect(kinds('file', 'random')).toEqual(['not-done']);
    expect(kinds('keras', null)).toEqual(['not-done']);
  });

  it('are asked about where they change what is learned, until they are accepted', () => {
    const harmless = { ...left, text: 'A plot.', changesLearning: false };
    expect(unaccepted([left, harmless], [])).toEqual([left]);
    expect(unaccepted([left, harmless], ['Left out.'])).toEqual([]);
  });
});

describe('a settled plan', () => {
  it('knows which questions were answered with the proposal', async () => {
    const asked = [question('units', '16'), question('rate', '0.5'), question('size', null)];
    const [model] = findModels('import keras\nmodel = keras.Sequential()\n', '/net.py');
    if (!model) throw new Error('no model');
    const settled = await settlePlan(
      { model, text: '', folder: '/', choices: {} },
      async () => plan(asked),
      async () => ({ units: '16', rate: '0.1', size: '3' }),
    );
    expect(settled?.guessed.map(({ name }) => name)).toEqual(['units']);
    const rounds = [{}, { units: '16', rate: '0.1', size: '3' }];
    const again = await settlePlan(
      { model, text: '', folder: '/', choices: {} },
      async () => plan(asked),
      async () => rounds.shift() ?? null,
    );
    expect(again?.guessed.map(({ name }) => name)).toEqual(['units']);
  });

  it('takes proposals without asking where that is wanted, and asks for the rest alone', async () => {
    const asked: string[] = [];
    const ask = withProposals(async (open) => {
      asked.push(...open.map(({ name }) => name));
      return { size: '3' };
    });
    expect(await ask([question('units', '16'), question('size', null)])).toEqual({ units: '16', size: '3' });
    expect(await ask([question('rate', '0.5')])).toEqual({ rate: '0.5' });
    expect(asked).toEqual(['size']);
    expect(await withProposals(async () => null)([question('size', null)])).toBeNull();
  });
});
