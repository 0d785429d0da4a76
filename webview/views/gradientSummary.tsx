import type { FitView, Latest } from '../../src/protocol/dashboard/parts.js';
import { summarizeGradients } from './summarizeGradients.js';

/** What the heat map says, in one sentence, for those who cannot see it too. */
export function GradientSummary({ fit, latest }: { readonly fit: FitView; readonly latest: Latest | null }) {
  return <p class="summary">{latest ? summarizeGradients(fit, latest) : 'No batch yet.'}</p>;
}
