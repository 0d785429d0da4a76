import { parentPort } from 'node:worker_threads';
import { readDetail } from './readDetail.js';
import type { Answers, Question, ReaderReply, ReaderRequest } from './readerProtocol.js';
import { readStoredRun } from './readStoredRun.js';

/** The reader thread: run files are read and parsed here, never where the editor waits. */
parentPort?.on('message', ({ id, question }: ReaderRequest) => {
  try {
    const { answer, transfer } = answerTo(question);
    parentPort?.postMessage({ id, answer } satisfies ReaderReply, transfer);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    parentPort?.postMessage({ id, error: message } satisfies ReaderReply);
  }
});

function answerTo(question: Question): { answer: Answers[Question['kind']]; transfer: ArrayBuffer[] } {
  switch (question.kind) {
    case 'run':
      return readStoredRun(question);
    case 'detail':
      return { answer: readDetail(question), transfer: [] };
  }
}
