import type { Value, Values } from './possibleValues.js';

/** More alternatives than that are an accident of the analysis. */
const MAX_ALTERNATIVES = 200;
/** Of values that say little. */
const MAX_VAGUE = 8;
/** Sets that are compared value by value faster than with a table. */
const FEW = 6;

/** All alternatives, each once, in order. */
export function union(...sets: readonly Values[]): Values {
  const filled = sets.filter((set, index) => set.length > 0 && sets.indexOf(set) === index);
  const [first = [], ...others] = filled;
  if (others.length === 0) return first;
  const alternatives = new Alternatives(first);
  for (const set of others) for (const value of set) alternatives.add(value);
  return alternatives.values;
}

class Alternatives {
  private added: Value[] | null = null;
  private seen: Set<unknown> | null = null;
  private vague = 0;

  constructor(private readonly first: Values) {}

  /** The first set itself where nothing was added to it. */
  get values(): Values {
    return this.added ?? this.first;
  }

  add(value: Value): void {
    const { values } = this;
    if (values.length >= MAX_ALTERNATIVES || this.has(value)) return;
    if (isVague(value) && ++this.vague > MAX_VAGUE) return;
    this.seen?.add(identity(value));
    this.added ??= [...this.first];
    this.added.push(value);
  }

  private has(value: Value): boolean {
    const { values } = this;
    if (values.length > FEW) this.seen ??= new Set(values.map(identity));
    return this.seen ? this.seen.has(identity(value)) : values.some((known) => isSame(known, value));
  }
}

function isSame(first: Value, second: Value): boolean {
  return first === second || (first.kind === second.kind && identity(first) === identity(second));
}

function isVague({ kind }: Value): boolean {
  return kind === 'unknown' || kind === 'constant';
}

/** Constants, paths and unknown values are equal by what they say, all others are themselves. */
function identity(value: Value): unknown {
  switch (value.kind) {
    case 'path':
      return value.path;
    case 'constant':
      return typeof value.value === 'number' ? 'number' : `constant ${value.value}`;
    case 'unknown':
      return value.node ?? `unknown ${value.hint}`;
    default:
      return value;
  }
}
