import { taking } from '../given.js';
import { NotKnown, type Scalar } from '../notKnown.js';
import { NdArray } from '../numpy/ndArray.js';
import { asArray } from '../numpy/nested.js';
import { DataFrame } from '../pandas/tables.js';
import { type Arg, type Args, ArrayObject } from '../values.js';

/** What fitting found out: how rows are changed, and back. */
export interface Fitted {
  transform(values: Arg): NdArray;
  inverse?(values: Arg): NdArray;
  readonly attributes: Readonly<Record<string, Arg>>;
}

/** A scaler, encoder or imputer of scikit-learn. */
export class Transformer extends ArrayObject {
  private fitted: Fitted | null = null;

  constructor(
    override readonly type: string,
    private readonly learn: (values: Arg) => Fitted,
  ) {
    super();
  }

  fit(values: Arg): Fitted {
    this.fitted = this.learn(values);
    return this.fitted;
  }

  transform(values: Arg): NdArray {
    if (!this.fitted) throw new NotKnown(`${this.type} is used before it is fitted`);
    return this.fitted.transform(values);
  }

  override method(name: string, args: Args): Arg {
    return taking('X y copy~', (given) => {
      const values = given.need('X');
      switch (name) {
        case 'fit':
          this.fit(values);
          return this;
        case 'fit_transform':
          return this.fit(values).transform(values);
        case 'transform':
          return this.transform(values);
        case 'inverse_transform':
          if (this.fitted?.inverse) return this.fitted.inverse(values);
      }
      return super.method(name, args);
    })(args, `${this.type}.${name}`);
  }

  override attribute(name: string): Arg | undefined {
    const { fitted } = this;
    return fitted && Object.hasOwn(fitted.attributes, name) ? fitted.attributes[name] : undefined;
  }
}

/** Rows of numbers. @throws {NotKnown} where they are no table: scikit-learn wants two axes */
export function matrixOf(values: Arg): NdArray {
  const array = asArray(values);
  if (array.ndim !== 2)
    throw new NotKnown('scikit-learn needs rows and columns: reshape(-1, 1) turns a list into a column');
  if (array.dtype === 'float32' || array.dtype === 'float64') return array;
  return new NdArray('float64', Float64Array.from(array.numbers()), array.shape);
}

/** The columns of a table or matrix, each as scalars. */
export function columnsOf(values: Arg): NdArray[] {
  if (values instanceof DataFrame) return [...values.data];
  const array = asArray(values);
  if (array.ndim !== 2)
    throw new NotKnown('scikit-learn needs rows and columns: reshape(-1, 1) turns a list into a column');
  return Array.from({ length: array.shape[1] ?? 0 }, (_, at) => array.column(at));
}

/** The entries of a column of labels, which may stand in one column of a table. */
export function labelsOf(values: Arg): Scalar[] {
  const array = asArray(values);
  if (array.ndim === 2 && array.shape[1] !== 1) throw new NotKnown('labels are one column');
  return array.scalars();
}
