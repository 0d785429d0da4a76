import type { FitView } from '../../src/protocol/dashboard/parts.js';
import { formatRound } from '../../src/protocol/numberText.js';

/** How the model is trained, in one line. */
export function FitFacts({ fit }: { readonly fit: FitView }) {
  const facts = [
    { title: 'Optimizer', text: fit.optimizer },
    {
      title: 'Learning rate',
      text: fit.learningRate === null ? null : `learning rate ${formatRound(fit.learningRate)}`,
    },
    { title: 'Loss function', text: fit.loss },
    { title: 'Samples per batch', text: fit.batchSize === null ? null : `batch size ${fit.batchSize}` },
  ];
  return (
    <span class="muted">
      {facts
        .filter(({ text }) => text !== null)
        .map(({ title, text }, index) => (
          <span key={title} title={title}>
            {index > 0 && ' · '}
            {text}
          </span>
        ))}
    </span>
  );
}
