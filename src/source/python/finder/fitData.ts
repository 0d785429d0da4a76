import type { SourceFitData } from '../../../protocol/source.js';
import type { SourceOrigins } from '../../../protocol/sourceValue.js';
import { FileImports } from '../names/fileImports.js';
import { OriginsOfValues } from '../names/valueOrigins.js';
import { argumentsOf } from '../syntax/arguments.js';
import { type PythonNode, walk } from '../syntax/node.js';
import type { CallArguments } from './callArguments.js';

const FITS = /\.fit(?:_transform)?$/;
/** `x_test`, `testX`, `X_val[:, 1:]`; of a split the name tells what is kept apart. */
const TEST = /^(?:\w+_)?(?:test|val|valid|validation)(?:_\w+|[A-Z]\w*)?\d*(?:$|[.[])/i;
/** Classes of scikit-learn that learn what they do from what they are fitted to. */
const SCALERS = /(?:^|\.)(?:\w+Scaler|QuantileTransformer|PowerTransformer|PCA|SimpleImputer|KBinsDiscretizer)$/;

/** Tells where what `fit` is given comes from. */
export class FitData {
  private readonly origins: OriginsOfValues;
  private readonly imports: FileImports;
  private readonly scalersOfTests: readonly Scaling[];

  constructor(
    root: PythonNode,
    private readonly given: CallArguments,
  ) {
    this.imports = new FileImports(root);
    this.origins = new OriginsOfValues(root, (name) => this.imports.has(name));
    this.scalersOfTests = this.scalersIn(root);
  }

  of(fit: PythonNode): SourceFitData {
    const all = argumentsOf(fit.child('ArgList')).filter(({ star }) => star === '');
    const [first, second] = all.filter(({ name }) => name === null);
    const named = (wanted: string) => all.find(({ name }) => name?.text === wanted);
    return {
      inputs: this.originsOf((named('x') ?? first)?.value),
      targets: this.originsOf((named('y') ?? second)?.value),
      scalersOfTests: this.scalersOfTests.map(({ call, isFitted }) => ({ ...this.given.of(call), isFitted })),
    };
  }

  /** `scaler.fit_transform(x_test)` */
  private scalersIn(root: PythonNode): Scaling[] {
    const fitted = walk(root).flatMap((call) => {
      const [callee] = call.children;
      const [scaler] = callee?.children ?? [];
      const [first] = call.type === 'CallExpression' ? argumentsOf(call.child('ArgList')) : [];
      return scaler && first && FITS.test(callee?.text ?? '') ? [{ call, scaler, given: first.value.text }] : [];
    });
    const scalings = fitted.filter(({ scaler }) =>
      this.origins.of(scaler).calls.some(({ children: [made] }) => SCALERS.test(made?.text ?? '')),
    );
    return scalings
      .filter(({ given }) => TEST.test(given))
      .map(({ call, scaler }) => ({
        call,
        isFitted: scalings.some(
          (other) => other.call.to <= call.from && other.scaler.text === scaler.text && !TEST.test(other.given),
        ),
      }));
  }

  private originsOf(value: PythonNode | undefined): SourceOrigins | null {
    if (!value) return null;
    const { calls, hasArithmetic, isOpen } = this.origins.of(value);
    const told = calls.map((node) => {
      const call = this.given.of(node);
      return { ...call, callee: this.imports.resolve(call.callee).path };
    });
    return { calls: told, hasArithmetic, isOpen };
  }
}

/** A call that fits a scaler, and whether one before it fits the same one to other data. */
interface Scaling {
  readonly call: PythonNode;
  readonly isFitted: boolean;
}
