import { type MessagePort, Worker } from 'node:worker_threads';
import type { FitSummary, SourceLocation } from '../../protocol/fit.js';
import type { SourceText } from '../../protocol/sourceText.js';
import { serveTexts } from '../userModule/sourceTexts.js';
import { CallSiteFinder, moveLocations, moveToCall } from './fitLocations.js';
import { threadEnv } from './threadEnv.js';

/** Heap of the thread: a source whose tree takes more keeps the places that V8 gives. */
const MOST_MEGABYTES = 1024;

type Question = { readonly id: number } & (
  | { readonly summary: FitSummary }
  | { readonly location: SourceLocation | null }
);
interface Answer {
  readonly id: number;
  readonly moved: FitSummary | SourceLocation | null;
}

/** The thread's data, told from that of the one that asks, which runs the same file. */
export interface LocationsThread {
  /** What the run takes in place of files. */
  readonly locationsIn: readonly SourceText[];
}

/**
 * Moves V8's positions to the calls that they are in, which takes a source's syntax tree, in a thread of its own: recording goes on while a
 * large one is parsed. Rejects where the thread has died.
 */
export class Locations {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, PromiseWithResolvers<Answer['moved']>>();
  private asked = 0;

  /**
   * @param file the bundle that both threads run
   * @param sources what the run takes in place of files
   */
  constructor(
    private readonly file: string,
    private readonly sources: readonly SourceText[],
  ) {}

  async ofFit(summary: FitSummary): Promise<FitSummary> {
    return (await this.ask({ summary })) as FitSummary;
  }

  async toCall(location: SourceLocation | null): Promise<SourceLocation | null> {
    return location && ((await this.ask({ location })) as SourceLocation);
  }

  private ask(question: { summary: FitSummary } | { location: SourceLocation | null }): Promise<Answer['moved']> {
    const id = ++this.asked;
    const answer = Promise.withResolvers<Answer['moved']>();
    this.waiting.set(id, answer);
    this.worker ??= this.start();
    this.worker.postMessage({ id, ...question } satisfies Question);
    return answer.promise;
  }

  private start(): Worker {
    const worker = new Worker(this.file, {
      workerData: { locationsIn: this.sources } satisfies LocationsThread,
      execArgv: [],
      env: threadEnv(),
      name: 'GradLens locations',
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
    });
    worker.unref();
    worker.on('message', ({ id, moved }: Answer) => {
      this.waiting.get(id)?.resolve(moved);
      this.waiting.delete(id);
    });
    worker.on('error', (error) => {
      for (const { reject } of this.waiting.values()) reject(error);
      this.waiting.clear();
      this.worker = null;
    });
    return worker;
  }
}

/** What the thread does. */
export function answerLocations(port: MessagePort, { locationsIn }: LocationsThread): void {
  serveTexts(locationsIn);
  const finder = new CallSiteFinder();
  port.on('message', (question: Question) => {
    const moved =
      'summary' in question ? moveLocations(question.summary, finder) : moveToCall(question.location, finder);
    port.postMessage({ id: question.id, moved } satisfies Answer);
  });
}
