import type { TrackChoice } from '../../src/protocol/dashboard/messages.js';
import type { PageParts } from '../../src/protocol/dashboard/parts.js';
import type { RunView } from '../../src/protocol/dashboard/runView.js';
import type { Track } from '../state/model.js';
import { Backend } from './backend.js';
import { Controls } from './controls.js';
import { Pickers } from './pickers.js';
import { ProgressLine } from './progressLine.js';
import { StateLine } from './stateLine.js';

interface Props {
  readonly page: PageParts;
  readonly track: Track;
  readonly run: RunView;
  onSelect(choice: TrackChoice): void;
}

/** Which run this is, how it stands, and what can be done with it. */
export function Header({ page, track, run, onSelect }: Props) {
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
      <ProgressLine progress={track.progress} run={run} />
      <Pickers page={page} run={run} fit={track.fit} onSelect={onSelect} />
    </header>
  );
}
