import { useEffect, useRef, useState } from 'preact/hooks';
import type { PositionView } from '../../src/protocol/dashboard/parts.js';
import { send } from '../host.js';
import type { Track } from '../pageModel.js';

/** Least milliseconds between two moves that the host is told of: it answers about ten times a second. */
const INTERVAL = 50;
/** Milliseconds after which a move that the host has not followed is given up. */
const PATIENCE = 2000;

/** Which batch a person looks back on. */
export interface Scrub {
  /** From 0; null for the last one, and what comes. It is there at once, before the host has followed. */
  readonly step: number | null;
  /** What the layers are shown at: it comes a little later. Null for the last batch. */
  readonly shown: PositionView['batch'];
  move(step: number | null): void;
}

/** Moves a track's layers to a batch; however fast the moves come, the host gets few of them, and always the last. */
export function useScrub(track: Track | undefined): Scrub {
  const [asked, setAsked] = useState<{ readonly step: number | null } | null>(null);
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; next?: { step: number | null } } | null>(null);
  const key = track?.key ?? '';
  const shown = track?.position?.batch ?? null;
  const step = shown?.step ?? null;
  useEffect(() => setAsked(null), [key]);
  useEffect(() => {
    // Effects of a drawing come late: what was asked for since then stays.
    if (asked?.step === step) setAsked((now) => (now === asked ? null : now));
    if (!asked) return;
    const patience = setTimeout(() => setAsked(null), PATIENCE);
    return () => clearTimeout(patience);
  }, [asked, step]);

  const tell = (wanted: number | null): void => {
    if (waiting.current) {
      waiting.current.next = { step: wanted };
      return;
    }
    send({ type: 'scrub', track: key, step: wanted });
    const timer = setTimeout(() => {
      const next = waiting.current?.next;
      waiting.current = null;
      if (next) tell(next.step);
    }, INTERVAL);
    waiting.current = { timer };
  };
  return {
    step: asked ? asked.step : step,
    shown,
    move(wanted) {
      setAsked({ step: wanted });
      tell(wanted);
    },
  };
}
