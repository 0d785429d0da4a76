import type { SourceLayer, SourceModel } from '../../protocol/source.js';
import type { SourceArgument, SourceCall } from '../../protocol/sourceValue.js';
import type { ModelOutput } from './facts/modelOutput.js';
import { inStyle } from './facts/names.js';
import { isWithin } from './facts/places.js';
import type { Loss } from './facts/training.js';
import type { SourceFix } from './sourceRule.js';

/** What all edits of a model go by. */
interface Style {
  readonly quote: string;
  /** By the places of arguments, the layers that take them. */
  readonly users: ReadonlyMap<string, SourceLayer[]>;
}

/** Found once a model: rules may have something to say of each of a thousand layers. */
const styles = new WeakMap<SourceModel, Style>();

function styleOf({ layers, compiles }: SourceModel): Style {
  const users = new Map<string, SourceLayer[]>();
  for (const layer of layers) {
    const keys = new Set(layer.arguments?.list.map(({ valueSpan }) => placeKey(valueSpan)));
    for (const key of keys) users.set(key, [...(users.get(key) ?? []), layer]);
  }
  const given = [...layers, ...compiles].flatMap((call) => call.arguments?.list ?? []);
  return { quote: given.find(({ text }) => /^["']/.test(text))?.text.charAt(0) ?? "'", users };
}

const placeKey = ({ start: { line, column } }: SourceArgument['valueSpan']): string => `${line}:${column}`;

/** Quick fixes on the spans of one model's file, in the file's own style. */
export class Edits {
  private readonly style: Style;

  constructor(private readonly model: SourceModel) {
    this.style = styles.get(model) ?? styleOf(model);
    styles.set(model, this.style);
  }

  /** A name of Keras or tfjs between the quotes that the file has: `'heNormal'`, `"he_normal"`. */
  named(name: string): string {
    const { quote } = this.style;
    return `${quote}${inStyle(this.model.framework, name)}${quote}`;
  }

  /** Gives an argument of a layer another value, or adds it; none where its call cannot take one more so. */
  set(layer: SourceLayer, name: string, given: SourceArgument | null, value: string, title: string): SourceFix[] {
    if (given) return this.usersOf(given).length > 1 ? [] : this.replace(given, value, title);
    return layer.arguments ? this.add(layer.arguments.list, layer, this.argument(name, value), title) : [];
  }

  /** As `set`, for a call other than a layer's. */
  setIn(call: SourceCall, name: string, given: SourceArgument | null, value: string, title: string): SourceFix[] {
    if (given) return this.replace(given, value, title);
    const named = call.arguments.list.filter((argument) => argument.name !== null);
    const argument = this.argument(name, value);
    if (this.model.framework === 'keras' || named.length > 0)
      return this.add(call.arguments.list, call, argument, title);
    // In JavaScript names stand in an object, which this call does not have.
    return call.arguments.complete ? this.add(call.arguments.list, call, `{ ${argument} }`, title) : [];
  }

  replace({ valueSpan }: SourceArgument, value: string, title: string): SourceFix[] {
    return [{ title, edits: [{ span: valueSpan, newText: value }] }];
  }

  /** Replaces the last activation of a model. */
  setActivation({ layer, activation, activationLayer }: ModelOutput, name: string): SourceFix[] {
    const title =
      name === 'linear' ? 'Remove the activation' : `Change the activation to ${inStyle(this.model.framework, name)}`;
    if (activation.argument)
      return this.set(activationLayer, 'activation', activation.argument, this.named(name), title);
    const isAbsent = activationLayer === layer && activation.name === 'linear';
    return isAbsent
      ? this.set(layer, 'activation', null, this.named(name), `Add ${this.argument('activation', this.named(name))}`)
      : [];
  }

  /** Replaces a loss that `compile` is given by its name, or by a function of the framework's own. */
  setLoss({ span, isCompiled }: Loss, name: string): SourceFix[] {
    const title = `Change the loss to ${inStyle(this.model.framework, name)}`;
    return isCompiled ? [{ title, edits: [{ span, newText: this.named(name) }] }] : [];
  }

  /** The layers that take an argument from the same place: a helper function may make the options of several. */
  usersOf({ valueSpan }: SourceArgument): SourceLayer[] {
    return this.style.users.get(placeKey(valueSpan)) ?? [];
  }

  /** An argument as a person writes it: `activation: 'relu'` in JavaScript, `activation='relu'` in Python. */
  argument(name: string, value: string): string {
    const styled = inStyle(this.model.framework, name);
    return this.model.framework === 'tfjs' ? `${styled}: ${value}` : `${styled}=${value}`;
  }

  /** Behind the last argument, on a line of its own where that one has; in a call without any between its brackets. */
  private add(
    list: readonly SourceArgument[],
    call: Pick<SourceLayer, 'span'>,
    argument: string,
    title: string,
  ): SourceFix[] {
    const own = list.filter(({ span }) => isWithin(span, call.span));
    const last = own.at(-1);
    // Options that stand elsewhere are not this call's alone.
    if (own.length < list.length) return [];
    if (!last) {
      const { file, end } = call.span;
      const at = { line: end.line, column: end.column - 1 };
      const newText = this.model.framework === 'tfjs' ? `{ ${argument} }` : argument;
      return [{ title, edits: [{ span: { file, start: at, end: at }, newText }] }];
    }
    const { file, start, end } = last.span;
    const lineBefore = own.at(-2)?.span.end.line ?? call.span.start.line;
    const space = start.line > lineBefore ? `\n${' '.repeat(start.column - 1)}` : ' ';
    return [{ title, edits: [{ span: { file, start: end, end }, newText: `,${space}${argument}` }] }];
  }
}
