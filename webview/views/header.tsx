import type { RunView } from '../../src/protocol/dashboard.js';
import type { PageModel } from '../state/model.js';
import { Backend } from './backend.js';
import { Controls } from './controls.js';
import { Pickers } from './pickers.js';
import { ProgressLine } from './progressLine.js';
import { StateLine } from './stateLine.js';

interface Props {
  readonly model: PageModel;
  readonly run: RunView;
  onSelectFit(fit: number): void;
}

/** Which run this is, how it stands, and what can be done with it. */
export function Header({ model, run, onSelectFit }: Props) {
  return (
    <header class="header">
      <div class="header-top">
        <div class="header-title">
          <h1 title={run.file}>{run.name}</h1>
          <span class="muted" title={run.file}>
            {run.fileName}
          </span>
        </div>
        <Controls run={run} />
      </div>
      <div class="header-state">
        <StateLine run={run} />
        <Backend run={run} />
      </div>
      <ProgressLine progress={model.progress} run={run} />
      <Pickers model={model} run={run} onSelectFit={onSelectFit} />
    </header>
  );
}
