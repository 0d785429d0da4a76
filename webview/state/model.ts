import type { ToPage } from '../../src/protocol/dashboard/messages.js';
import { emptyState } from '../../src/protocol/dashboard/part.js';
import { type Look, PAGE_PARTS, type PageParts, type TrackParts } from '../../src/protocol/dashboard/parts.js';

/** A run and one of its fits, as far as the host has sent them. */
export interface Track extends TrackParts {
  /** The host's name for it. */
  readonly key: string;
}

/** Where the page looks; the host is told. Its width is the window's own. */
export type PageLook = Omit<Look, 'width'>;

/** Everything that the page shows. */
export interface PageModel {
  /** Of the last snapshot; null until the first. */
  readonly generation: number | null;
  readonly page: PageParts;
  /** The leading one first. */
  readonly tracks: readonly Track[];
  readonly look: PageLook;
}

export type PageEvent = ToPage | { readonly type: 'look'; readonly look: PageLook };

export const emptyModel: PageModel = {
  generation: null,
  page: emptyState(PAGE_PARTS),
  tracks: [],
  look: { zoom: null },
};
