import type { RollBack, StepUnit } from '../../protocol/trainer.js';
import type { ControlFlags } from './controlFlags.js';

/** What the host has asked for; true to the moment also while user code blocks the event loop. */
export interface LinkControl {
  readonly stopRequested: boolean;
  readonly pauseRequested: boolean;
  /** What a person wants to train before the next pause. */
  readonly step: StepUnit | null;
  /** Pauses where that ends what was asked for. */
  takeStep(ended: StepUnit): void;
  /** Milliseconds from one batch to the next at least. */
  readonly interval: number;
  /** Pauses as a person does, who alone ends it. */
  pause(): void;
  /** How a person wants to go on from the kept weights, once. */
  takeRollBack(): RollBack | null;
  /** Blocks the thread until Resume or Stop; returns at once where no pause is asked for. */
  blockWhilePaused(): void;
  /** Resolves on Resume or Stop, and keeps the process alive until then. */
  whenResumed(): Promise<void>;
  /** How often something was asked. */
  readonly asked: number;
  /** Blocks the thread for so many milliseconds, or until something is asked. @param asked `asked` of before the caller has looked what is asked */
  blockFor(milliseconds: number, asked: number): void;
  /** Resolves after so many milliseconds, or when something is asked. */
  sleep(milliseconds: number): Promise<void>;
}

/** @param waits what needs the thread's messages */
export function linkControl(flags: ControlFlags, waits: Pick<LinkControl, 'whenResumed' | 'sleep'>): LinkControl {
  return {
    get stopRequested() {
      return flags.stopRequested;
    },
    get pauseRequested() {
      return flags.pauseRequested;
    },
    get step() {
      return flags.step;
    },
    get interval() {
      return flags.interval;
    },
    get asked() {
      return flags.asked;
    },
    takeStep: (ended) => flags.takeStep(ended),
    pause: () => flags.requestPause(),
    takeRollBack: () => flags.takeRollBack(),
    blockWhilePaused: () => flags.blockWhilePaused(),
    blockFor: (milliseconds, asked) => flags.blockFor(milliseconds, asked),
    ...waits,
  };
}
