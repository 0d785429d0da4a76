import { availableParallelism } from 'node:os';
import { messageOf } from '../../errors/errorText.js';
import { askText } from '../../platform/messages.js';
import { type PickItem, pick, pickMany } from '../../platform/quickPick.js';
import type { OpenQuestion } from '../../protocol/launch.js';
import { formatCounted } from '../../protocol/numberText.js';
import type { SourceModel } from '../../protocol/source.js';
import { type SweepParameter, type SweepPlan, valueText } from '../../protocol/sweep.js';
import { plannedTrials } from '../../sweep/trialPlan.js';
import { tunablesOf } from '../../sweep/tunables.js';
import { withValues } from '../../sweep/typedValues.js';

/** Combinations that are offered to be drawn where all are many. */
const DRAWN = [10, 20, 40];

/** What a person chooses of a plan. */
type Chosen = Pick<SweepPlan, 'parameters' | 'search' | 'seeds' | 'stopEarly' | 'parallel' | 'epochs'>;

const USUAL = { seeds: [1], epochs: null, parallel: availableParallelism() } as const;

/**
 * Asks what a sweep varies, which values each has, and how many combinations are trained. @returns null where the person gave up
 * @param questions what the source leaves open: that can be varied, too
 */
export async function askSweep(model: SourceModel, questions: readonly OpenQuestion[]): Promise<Chosen | null> {
  const title = `Sweep ${model.name}`;
  const offered = [
    ...tunablesOf(model).flatMap(({ parameter, isProposed }) => (isProposed ? [parameter] : [])),
    ...questions.map(openParameter),
  ];
  const items = offered.map((parameter) => ({ ...parameterItem(parameter), parameter }));
  const picked = await pickMany(items, {
    title,
    placeHolder:
      items.length === 0 ? 'The source has nothing that can be varied' : 'What to vary. The file is not touched.',
    ignoreFocusOut: true,
    matchOnDescription: true,
  });
  if (!picked || picked.length === 0) return null;
  const parameters: SweepParameter[] = [];
  for (const { parameter } of picked) {
    const chosen = await askParameter(title, parameter);
    if (!chosen) return null;
    parameters.push(chosen);
  }
  const search = await askSearch(title, parameters);
  return search && { ...USUAL, parameters, ...search };
}

function parameterItem({ id, line, own, values }: SweepParameter): PickItem {
  const place = line === null ? '' : `line ${line}, `;
  const now = own === null ? '' : `now ${valueText(own)}`;
  return { label: id, description: `${place}${now}`.replace(/, $/, ''), detail: values.map(valueText).join(', ') };
}

const openParameter = ({ name, location, proposal, alternatives }: OpenQuestion): SweepParameter => ({
  id: name,
  name,
  kind: 'open',
  line: location.line,
  whole: false,
  scale: 'linear',
  values: [...(proposal === null ? [] : [proposal]), ...alternatives],
  isRange: false,
  own: null,
});

async function askParameter(title: string, parameter: SweepParameter): Promise<SweepParameter | null> {
  const given = (text: string): SweepParameter | string => {
    try {
      return withValues(parameter, text, false);
    } catch (error) {
      return messageOf(error);
    }
  };
  const text = await askText(
    {
      title: `${title}: ${parameter.id}`,
      prompt:
        parameter.scale === 'choice'
          ? 'Names, separated by commas'
          : 'Numbers, separated by commas, or a range: 1e-4..1e-1:log, or with how many of them: 8..64:linear:4',
      value: parameter.values.map(valueText).join(', '),
    },
    (typed) => {
      const found = given(typed);
      return typeof found === 'string' ? found : null;
    },
  );
  const chosen = text === undefined ? null : given(text);
  return typeof chosen === 'string' ? null : chosen;
}

async function askSearch(
  title: string,
  parameters: readonly SweepParameter[],
): Promise<Pick<SweepPlan, 'search' | 'stopEarly'> | null> {
  const all = parameters.reduce((product, { values }) => product * values.length, 1);
  const isTooMany = messageOfTooMany(parameters);
  const grid = { search: { kind: 'grid' }, stopEarly: false } as const;
  // Trials are held against each other after the same epochs.
  const canStopEarly = !parameters.some(({ kind }) => kind === 'epochs');
  const halved = 'Those that are behind after a third, or a ninth, of their epochs end there (successive halving)';
  const items = [
    ...(isTooMany
      ? []
      : [
          { icon: 'run-all', label: `Train all ${all}`, detail: 'Every combination', ...grid },
          ...(canStopEarly
            ? [
                {
                  icon: 'run-below',
                  label: `Train all ${all}, and stop early`,
                  detail: halved,
                  ...grid,
                  stopEarly: true,
                },
              ]
            : []),
        ]),
    ...DRAWN.filter((count) => count < all).map((count) => ({
      icon: 'symbol-misc',
      label: `Train ${formatCounted(count, 'combination')} at random`,
      detail: `Of all ${all}`,
      search: { kind: 'random', count, seed: 1 } as const,
      stopEarly: false,
    })),
  ];
  const picked = await pick(items, { title, placeHolder: isTooMany ?? 'How many to train', ignoreFocusOut: true });
  return picked ? { search: picked.search, stopEarly: picked.stopEarly } : null;
}

function messageOfTooMany(parameters: readonly SweepParameter[]): string | null {
  try {
    plannedTrials({ parameters, search: { kind: 'grid' }, seeds: USUAL.seeds });
    return null;
  } catch (error) {
    return messageOf(error);
  }
}
