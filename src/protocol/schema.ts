import * as v from 'valibot';

/** Schemas that others are made of. What they infer is readonly: a message belongs to whoever has got it, and nobody changes it. */
export const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What training computed may be NaN. */
export const NumberOrNaN = v.union([v.number(), v.nan()]);

export function list<const Item extends v.GenericSchema>(item: Item) {
  return v.pipe(v.array(item), v.readonly());
}

export function entity<const Entries extends v.ObjectEntries>(entries: Entries) {
  return v.pipe(v.object(entries), v.readonly());
}
