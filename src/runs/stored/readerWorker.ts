import { answerCalls } from '../../system/answerCalls.js';
import { codeNow } from '../changes/codeNow.js';
import { exportRun } from '../export/exportRun.js';
import { readChanges, readSources } from './readChanges.js';
import { readDetail } from './readDetail.js';
import type { Answers, Question } from './readerMessages.js';
import { readStoredRun } from './readStoredRun.js';

/** The reader thread: run files are read and parsed here, never where the editor waits. */
answerCalls((question: Question, moved): Answers[Question['kind']] => {
  switch (question.kind) {
    case 'detail':
      return readDetail(question);
    case 'sources':
      return readSources(question.directory);
    case 'changes':
      return readChanges(question);
    case 'export':
      return exportRun(question);
    case 'code':
      return codeNow(question);
    case 'run': {
      const { answer, transfer } = readStoredRun(question);
      moved.push(...transfer);
      return answer;
    }
  }
});
