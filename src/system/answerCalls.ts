import { parentPort } from 'node:worker_threads';
import { messageOf, stackOf } from '../errors/errorText.js';
import { HumanError } from '../errors/humanError.js';
import { OwnError } from '../errors/ownError.js';

/** What a worker thread sends for a call of its host. */
export type Reply<Answer> =
  | { readonly id: number; readonly answer: Answer }
  /** `isHuman` where the message is written for a person; the details are for the log. */
  | { readonly id: number; readonly message: string; readonly details: string; readonly isHuman: boolean };

/**
 * The worker's end of `WorkerCalls`: answers whatever the host calls, any number at a time.
 * @param answer takes a list too, for the buffers of its answer that are to be moved and not copied
 */
export function answerCalls<Call, Answer>(
  answer: (call: Call, moved: ArrayBuffer[]) => Answer | Promise<Answer>,
): void {
  parentPort?.on('message', async ({ id, call }: { readonly id: number; readonly call: Call }) => {
    const moved: ArrayBuffer[] = [];
    const reply = await replyTo(id, async () => answer(call, moved));
    parentPort?.postMessage(reply, moved);
  });
}

async function replyTo<Answer>(id: number, answer: () => Promise<Answer>): Promise<Reply<Answer>> {
  try {
    return { id, answer: await answer() };
  } catch (error) {
    const fault = error instanceof OwnError ? error.cause : error;
    return { id, message: messageOf(fault), details: stackOf(fault), isHuman: fault instanceof HumanError };
  }
}
