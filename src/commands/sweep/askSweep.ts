import { whyItThrows } from '../../errors/errorText.js';
import { askText } from '../../platform/messages.js';
import { type PickItem, pickMany } from '../../platform/quickPick.js';
import type { OpenQuestion } from '../../protocol/launch.js';
import type { SourceModel } from '../../protocol/source.js';
import { type SweepParameter, valueText } from '../../protocol/sweep.js';
import type { CellAnchor } from '../../source/notebook/cellAnchors.js';
import { parameterPlace } from '../../sweep/parameterPlace.js';
import { tunablesOf } from '../../sweep/tunables.js';
import { withValues } from '../../sweep/typedValues.js';
import { askSearch, type Chosen } from './askSearch.js';

/**
 * Asks what a sweep varies, which values each has, and how many combinations are trained. @returns null where the person gave up
 * @param questions what the source leaves open: that can be varied, too @param hasOptuna whether Optuna can propose values @param anchors of a notebook's cells
 */
export async function askSweep(
  model: SourceModel,
  questions: readonly OpenQuestion[],
  hasOptuna: boolean,
  anchors: readonly CellAnchor[],
): Promise<Chosen | null> {
  const title = `Sweep ${model.name}`;
  const offered = [
    ...tunablesOf(model).flatMap(({ parameter, isProposed }) => (isProposed ? [parameter] : [])),
    ...questions.map(openParameter),
  ];
  const items = offered.map((parameter) => ({ ...parameterItem(parameter, anchors), parameter }));
  const picked = await pickMany(items, {
    title,
    placeHolder:
      items.length === 0 ? 'The source has nothing that can be varied' : 'What to vary. The file is not touched.',
    ignoreFocusOut: true,
    matchOnDescription: true,
  });
  if (!picked || picked.length === 0) return null;
  const typed: { readonly parameter: SweepParameter; readonly text: string }[] = [];
  for (const { parameter } of picked) {
    const text = await askValues(title, parameter);
    if (text === undefined) return null;
    typed.push({ parameter, text });
  }
  const given = (isRandom: boolean) => typed.map(({ parameter, text }) => withValues(parameter, text, isRandom));
  return askSearch(title, { grid: given(false), drawn: given(true) }, hasOptuna);
}

function parameterItem(parameter: SweepParameter, anchors: readonly CellAnchor[]): PickItem {
  const { id, own, values } = parameter;
  const now = own === null ? '' : `now ${valueText(own)}`;
  const description = [parameterPlace(parameter, anchors), now].filter((part) => part !== '').join(', ');
  return { label: id, description, detail: values.map(valueText).join(', ') };
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

/** As typed, where it can be read; undefined where the person gave up. */
async function askValues(title: string, parameter: SweepParameter): Promise<string | undefined> {
  return askText(
    {
      title: `${title}: ${parameter.id}`,
      prompt:
        parameter.scale === 'choice'
          ? 'Names, separated by commas'
          : 'Numbers, separated by commas, or a range: 1e-4..1e-1:log, or with how many of them: 8..64:linear:4',
      value: parameter.values.map(valueText).join(', '),
    },
    (text) => whyItThrows(() => withValues(parameter, text, false)),
  );
}
