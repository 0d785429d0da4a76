import { nearest } from '../../errors/nearest.js';
import type { KerasCall, KerasValue } from '../../protocol/keras.js';
import { bindArguments } from '../arguments/bindArguments.js';
import { isCall } from '../arguments/isCall.js';
import { noteUnread } from '../arguments/noteUnread.js';
import type { KerasContext } from '../kerasContext.js';
import { kerasProblem } from '../kerasProblem.js';
import type { OutputFacts } from '../losses/outputFacts.js';
import type { CurrentBatch } from '../training/currentBatch.js';
import { namedValue, plainName } from '../values/namedValue.js';
import { KerasMetric, type MetricPlace } from './kerasMetric.js';
import { meanMetric } from './meanMetric.js';
import { metricFunction, metricFunctionNames } from './metricFunctions.js';
import { metricRules } from './metricRules.js';

export interface MetricMaker {
  readonly context: KerasContext;
  readonly facts: OutputFacts;
  readonly batch: CurrentBatch;
  /** Last size of the model's output. */
  readonly units: number;
}

/** Without a name where the source names nothing but accuracy. */
type Placed = Omit<MetricPlace, 'name'> & { readonly name: string | null };

/**
 * The metrics of a compile call; one that GradLens lacks is left out with a note.
 * @throws {SourceError} for an argument that a metric does not take, and for two of one name, as Keras has it
 */
export function makeMetrics(
  given: { readonly metrics: KerasValue | undefined; readonly weighted: KerasValue | undefined },
  owner: KerasCall,
  maker: MetricMaker,
): KerasMetric[] {
  const [plain, weighted] = [flat(given.metrics), flat(given.weighted)];
  const places = [
    ...plain.flatMap((value) => placed(value, owner, maker, false) ?? []),
    ...weighted.flatMap((value) => placed(value, owner, maker, true) ?? []),
  ];
  // One label in the runs of both languages: tfjs's own.
  const accuracy = [...plain, ...weighted].includes('acc') ? 'accuracy' : 'acc';
  const names = new Set<string>();
  return places.map((each) => {
    const place = { ...each, name: each.name ?? accuracy };
    const name = place.weighted && names.has(place.name) ? `weighted_${place.name}` : place.name;
    if (names.has(name)) {
      throw kerasProblem(owner, `Two metrics are called ${name}. Give one of them a different name with name=.`);
    }
    names.add(name);
    return new KerasMetric(maker.context.tf, { ...place, name }, maker.facts, maker.batch);
  });
}

function flat(value: KerasValue | undefined): KerasValue[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(flat);
  if (typeof value === 'object' && !isCall(value) && !('class_name' in value))
    return Object.values(value).flatMap(flat);
  return [value];
}

function placed(value: KerasValue, owner: KerasCall, maker: MetricMaker, weighted: boolean): Placed | null {
  const given = namedValue(value, owner);
  if (!given) return null;
  const { context, facts, units } = maker;
  const rule = Object.hasOwn(metricRules, given.name) ? metricRules[given.name] : undefined;
  if (rule) {
    const args = bindArguments(given.call, rule, context.version, 'name dtype num_classes');
    const name = args.text('name') ?? rule.defaultName ?? context.metricNames.next(given.name);
    const body = rule.make(args, facts);
    noteUnread(args, context.notes);
    return { name, body, weighted, units };
  }
  const formula = metricFunction(plainName(given.name), facts, context.version);
  if (formula)
    return { name: given.name === 'accuracy' ? null : given.name, body: meanMetric(formula), weighted, units };
  const meant = nearest(given.name, [...Object.keys(metricRules), ...metricFunctionNames]);
  const hint = meant ? ` Did you mean ${meant}?` : '';
  context.notes.notDone(`GradLens cannot compute the metric ${given.name}, so it is left out.${hint}`, given.call);
  return null;
}
