import { basename } from 'node:path';
import { backendLabel, runStatus } from '../editor/text/runStatus.js';
import type { PickItem } from '../platform/pick.js';
import type { Run } from '../runs/types.js';

/** A run as an entry of a quick pick. */
export function runItem(run: Run): PickItem & { readonly run: Run } {
  const { request, startedAt, fits } = run;
  const file = basename(request.file);
  return {
    run,
    ...(run.pinned ? { icon: 'pinned' } : {}),
    label: request.model ? `${request.model.name} · ${file}` : file,
    description: runStatus(run, fits.at(-1) ?? null),
    detail: `${new Date(startedAt).toLocaleString()} · ${backendLabel(request.backend)} · ${request.file}`,
  };
}
