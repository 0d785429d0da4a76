import type { SampleShapes } from '../protocol/data.js';
import { answerCalls } from '../system/answerCalls.js';
import { previewDataset } from './preview/previewDataset.js';
import type { PreviewCall, ShapesCall } from './preview/previewer.js';
import { sampleShapes } from './preview/sampleShapes.js';
import type { DataPreview } from './preview/types.js';

/** Entry of the worker thread that looks at data, so that no other thread reads files of any size. */
answerCalls(
  (call: PreviewCall | ShapesCall): Promise<DataPreview | SampleShapes | null> =>
    'end' in call
      ? sampleShapes(call.data, call.folder, call.end, call.limits)
      : previewDataset(call.data, call.folder, call.limits),
);
