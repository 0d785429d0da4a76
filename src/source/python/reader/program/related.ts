import { modelOf, type PyModel, type Value } from '../values/values.js';
import type { Recorder } from './recorder.js';

/** Models that share a layer or weights with one of these, directly or through others; these included. */
export function relatedModels(recorder: Recorder, models: readonly PyModel[]): Set<PyModel> {
  const links = linksOf(recorder);
  const found = new Set(models);
  for (const model of found) for (const other of links.get(model) ?? []) found.add(other);
  return found;
}

function linksOf({ events, related }: Recorder): Map<PyModel, PyModel[]> {
  const links = new Map<PyModel, PyModel[]>();
  const link = (a: PyModel, b: PyModel) => {
    links.set(a, [...(links.get(a) ?? []), b]);
    links.set(b, [...(links.get(b) ?? []), a]);
  };
  for (const [a, b] of related) link(a, b);
  const owners = new Map<Value, PyModel>();
  for (const event of events) {
    const layers = event.kind === 'make' ? event.layers : event.kind === 'addLayer' ? [event.layer] : [];
    for (const layer of layers) {
      const { model } = event;
      const owner = modelOf(layer) ?? owners.get(layer);
      if (model && owner && owner !== model) link(model, owner);
      else if (model) owners.set(layer, model);
    }
  }
  return links;
}
