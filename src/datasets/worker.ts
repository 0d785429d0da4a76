import { answerCalls } from '../system/answerCalls.js';
import { previewDataset } from './preview/previewDataset.js';
import type { PreviewCall } from './preview/previewer.js';

/** Entry of the worker thread that looks at data, so that no other thread reads files of any size. */
answerCalls(({ data, folder, limits }: PreviewCall) => previewDataset(data, folder, limits));
