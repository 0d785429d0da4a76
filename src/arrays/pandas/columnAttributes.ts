import { type Arg, type Args, ArrayObject, Name } from '../values.js';
import { codesOf } from './categories.js';
import { Index } from './labels.js';
import { Locator } from './selecting.js';
import type { Series } from './tables.js';
import { textMethod } from './text.js';

class Categories extends ArrayObject {
  override readonly type = 'cat';

  constructor(private readonly series: Series) {
    super();
  }

  override attribute(name: string): Arg | undefined {
    const { codes, categories } = codesOf(this.series.values);
    if (name === 'codes') return this.series.like(codes, null);
    return name === 'categories' ? new Index(categories) : undefined;
  }
}

class Texts extends ArrayObject {
  override readonly type = 'str';

  constructor(private readonly series: Series) {
    super();
  }

  override method(name: string, args: Args): Arg {
    return this.series.like(textMethod(this.series.values, name, args));
  }
}

export function seriesAttribute(series: Series, name: string): Arg | undefined {
  switch (name) {
    case 'values':
    case 'array':
      return series.values;
    case 'shape':
      return [series.length];
    case 'size':
      return series.length;
    case 'ndim':
      return 1;
    case 'dtype':
      return new Name(`numpy.${series.values.dtype}`);
    case 'name':
      return series.name;
    case 'index':
      return series.index;
    case 'iloc':
    case 'loc':
      return new Locator(series, name);
    case 'cat':
      return new Categories(series);
    case 'str':
      return new Texts(series);
    case 'T':
      return series;
    default: {
      const places = series.index.placesOf(name);
      return places.length === 1 ? (series.values.scalars()[places[0] ?? 0] ?? null) : undefined;
    }
  }
}
