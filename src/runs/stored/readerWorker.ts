import { answerCalls } from '../../system/answerCalls.js';
import { readDetail } from './readDetail.js';
import type { Answers, Question } from './readerMessages.js';
import { readStoredRun } from './readStoredRun.js';

/** The reader thread: run files are read and parsed here, never where the editor waits. */
answerCalls((question: Question, moved): Answers[Question['kind']] => {
  if (question.kind === 'detail') return readDetail(question);
  const { answer, transfer } = readStoredRun(question);
  moved.push(...transfer);
  return answer;
});
