import * as v from 'valibot';

/**
 * The editor carries messages as JSON beside typed arrays, and JSON turns NaN and infinities into null: every number that training
 * computed therefore travels in a typed array.
 */
export const Floats = v.instance(Float32Array);

/** What of a source has changed since the last call; null for nothing. */
export type Changes<Update> = () => Update | null;

/**
 * One part of the dashboard, declared once for both ends: how an update looks in a message, what has changed since the last one (the
 * host's end), and what an update makes of what is there (the page's end). Whatever changes say, put together, is the source.
 */
export interface Part<Source, Update, State> {
  readonly schema: v.GenericSchema<Update>;
  /** What the page has before the first update. */
  readonly empty: State;
  changes(source: Source): Changes<Update>;
  merge(state: State, update: Update): State;
}

type Replaced<Source, T> = Part<Source, T, T | null>;

/** A small view model without numbers of training: sent whole when it differs from the last one as JSON. */
export function small<T>(schema: v.GenericSchema<T>): Replaced<() => T | null, T> {
  const changes = (read: () => T | null): Changes<T> => {
    let last: string | undefined;
    return () => {
      const value = read();
      const text = JSON.stringify(value);
      if (value === null || text === last) return null;
      last = text;
      return value;
    };
  };
  return { schema, empty: null, changes, merge: (_, update) => update };
}

export interface VersionedSource<T> {
  /** Another one with each new value; null while there is none. */
  version(): unknown;
  read(): T | null;
}

/** Sent whole, and read at all, only when its source has another version. */
export function versioned<T>(schema: v.GenericSchema<T>): Replaced<VersionedSource<T>, T> {
  const changes = (source: VersionedSource<T>): Changes<T> => {
    let last: unknown = null;
    return () => {
      const version = source.version();
      if (version === last) return null;
      last = version;
      return version === null ? null : source.read();
    };
  };
  return { schema, empty: null, changes, merge: (_, update) => update };
}

/** Parts by name. */
type PartTable = Readonly<Record<string, Part<unknown, unknown, unknown>>>;

/** Of each part that has changed its update. */
export type UpdatesOf<Table extends PartTable> = {
  readonly [Name in keyof Table]?: v.InferOutput<Table[Name]['schema']>;
};
export type StateOf<Table extends PartTable> = { readonly [Name in keyof Table]: Table[Name]['empty'] };
export type FeedsOf<Table extends PartTable> = {
  readonly [Name in keyof Table]: Changes<v.InferOutput<Table[Name]['schema']>>;
};

type UpdateEntries<Table extends PartTable> = {
  [Name in keyof Table]: v.ExactOptionalSchema<Table[Name]['schema'], undefined>;
};

/** The part of a message that carries updates; what is absent has not changed. */
export function updatesSchema<Table extends PartTable>(table: Table): v.ObjectSchema<UpdateEntries<Table>, undefined> {
  const entries = Object.entries(table).map(([name, { schema }]) => [name, v.exactOptional(schema)]);
  return v.object(Object.fromEntries(entries) as UpdateEntries<Table>);
}

export function emptyState<Table extends PartTable>(table: Table): StateOf<Table> {
  return Object.fromEntries(Object.entries(table).map(([name, { empty }]) => [name, empty])) as StateOf<Table>;
}

/** Everything that has changed since the last call. */
export function nextUpdates<Table extends PartTable>(feeds: Partial<FeedsOf<Table>>): UpdatesOf<Table> {
  const updates = Object.entries(feeds).map(([name, next]) => [name, (next as Changes<unknown>)()] as const);
  return Object.fromEntries(updates.filter(([, update]) => update !== null)) as UpdatesOf<Table>;
}

export function mergeUpdates<Table extends PartTable>(
  table: Table,
  state: StateOf<Table>,
  updates: UpdatesOf<Table>,
): StateOf<Table> {
  const merged = Object.entries(updates).map(([name, update]) => [name, table[name]?.merge(state[name], update)]);
  return { ...state, ...Object.fromEntries(merged) };
}
