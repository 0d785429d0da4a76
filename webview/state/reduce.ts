import { emptyState, mergeUpdates } from '../../src/protocol/dashboard/part.js';
import { PAGE_PARTS, TRACK_PARTS, type TrackParts, type TrackUpdates } from '../../src/protocol/dashboard/parts.js';
import { emptyModel, type PageEvent, type PageModel, type Track } from './model.js';

/** The page's next state. Deltas of another generation than the last snapshot's are stale and change nothing. */
export function reduce(model: PageModel, event: PageEvent): PageModel {
  switch (event.type) {
    case 'snapshot': {
      const { generation, page, tracks } = event;
      const empty: TrackParts = emptyState(TRACK_PARTS);
      return {
        ...emptyModel,
        generation,
        page: mergeUpdates(PAGE_PARTS, model.page, page),
        tracks: tracks.map(({ key, parts }) => updated({ ...empty, key }, parts)),
      };
    }
    case 'delta': {
      if (event.generation !== model.generation) return model;
      const updates = new Map(event.tracks.map(({ key, parts }) => [key, parts]));
      return {
        ...model,
        page: mergeUpdates(PAGE_PARTS, model.page, event.page),
        tracks: model.tracks.map((track) => updated(track, updates.get(track.key))),
      };
    }
    case 'look':
      return { ...model, look: event.look };
  }
}

const updated = (track: Track, updates: TrackUpdates | undefined): Track =>
  updates ? { ...mergeUpdates(TRACK_PARTS, track, updates), key: track.key } : track;
