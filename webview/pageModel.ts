import type { BesideRole, Reveal, ToPage } from '../src/protocol/dashboard/messages.js';
import { emptyState, mergeUpdates } from '../src/protocol/dashboard/part.js';
import {
  FIRST_LOOK,
  type Look,
  PAGE_PARTS,
  type PageParts,
  TRACK_PARTS,
  type TrackParts,
  type TrackUpdates,
} from '../src/protocol/dashboard/parts.js';

/** A run and one of its fits, as far as the host has sent them. */
export interface Track extends TrackParts {
  /** The host's name for it. */
  readonly key: string;
  readonly role: 'main' | BesideRole;
}

/** Where the page looks; the host is told. Its width is the window's own. */
export type PageLook = Omit<Look, 'width'>;

/** Everything that the page shows. */
export interface PageModel {
  /** Of the last snapshot; null until the first. */
  readonly generation: number | null;
  readonly page: PageParts;
  /** The main one first. */
  readonly tracks: readonly Track[];
  readonly look: PageLook;
  /** Counts how often the host has asked for the output to be shown. */
  readonly revealed: number;
}

export type PageEvent = ToPage | Reveal | { readonly type: 'look'; readonly look: PageLook };

export const emptyModel: PageModel = {
  generation: null,
  page: emptyState(PAGE_PARTS),
  tracks: [],
  look: FIRST_LOOK,
  revealed: 0,
};

/** The page's next state. Deltas of another generation than the last snapshot's are stale and change nothing. */
export function reduce(model: PageModel, event: PageEvent): PageModel {
  switch (event.type) {
    case 'snapshot': {
      const { generation, page, tracks } = event;
      const empty: TrackParts = emptyState(TRACK_PARTS);
      return {
        ...emptyModel,
        revealed: model.revealed,
        generation,
        page: mergeUpdates(PAGE_PARTS, model.page, page),
        tracks: tracks.map(({ key, role = 'main' as const, parts }) => updated({ ...empty, key, role }, parts)),
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
    case 'reveal':
      return { ...model, revealed: model.revealed + 1 };
    case 'look':
      return { ...model, look: event.look };
  }
}

const updated = (track: Track, updates: TrackUpdates | undefined): Track =>
  updates ? { ...track, ...mergeUpdates(TRACK_PARTS, track, updates) } : track;

/** Holds the page's state; every change goes through `dispatch`. */
export class Store {
  private model: PageModel = emptyModel;
  private listener: ((model: PageModel) => void) | undefined;

  get current(): PageModel {
    return this.model;
  }

  dispatch(event: PageEvent): void {
    const next = reduce(this.model, event);
    if (next === this.model) return;
    this.model = next;
    this.listener?.(next);
  }

  /** Called with each new state, one listener: the view. */
  onChange(listener: (model: PageModel) => void): void {
    this.listener = listener;
  }
}
