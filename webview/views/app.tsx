import { useEffect, useState } from 'preact/hooks';
import type { PageState } from '../../src/protocol/dashboard.js';
import { send } from '../host.js';
import type { Zoom } from '../state/model.js';
import type { Store } from '../state/store.js';
import { ColorsContext, useThemeColors } from '../theme/useColors.js';
import { FitContent } from './fitContent.js';
import { Header } from './header.js';
import { NoRun } from './noRun.js';
import { Problems } from './problems.js';
import { Waiting } from './waiting.js';

interface Props {
  readonly store: Store;
  readonly remembered: PageState | null;
  remember(state: PageState): void;
}

export function App({ store, remembered, remember }: Props) {
  const [model, setModel] = useState(store.current);
  const [chosen, setChosen] = useState(remembered);
  const colors = useThemeColors();
  useEffect(() => {
    store.onChange(setModel);
    setModel(store.current);
  }, [store]);
  const { run, fit } = model;
  const runId = run?.id;
  useEffect(() => {
    if (runId) remember({ run: runId, fit: chosen?.run === runId ? chosen.fit : null });
  }, [runId, chosen, remember]);

  const zoomTo = (zoom: Zoom | null): void => {
    store.dispatch({ type: 'zoom', zoom });
    if (zoom) send({ type: 'range', ...zoom, width: document.documentElement.clientWidth });
  };
  const selectFit = (number: number): void => {
    if (runId) setChosen({ run: runId, fit: number });
    send({ type: 'selectFit', fit: number });
  };
  if (model.generation === null) return <Waiting text="Waiting for GradLens" />;
  if (!run) return <NoRun />;
  return (
    <ColorsContext.Provider value={colors}>
      <main class="dashboard">
        <Header model={model} run={run} onSelectFit={selectFit} />
        <Problems problems={run.problems} />
        {fit ? <FitContent model={model} fit={fit} onZoom={zoomTo} /> : <Waiting text={waitingText(run)} />}
      </main>
    </ColorsContext.Provider>
  );
}

function waitingText(run: { readonly ended: boolean; readonly loaded: boolean }): string | null {
  if (!run.loaded) return 'Loading the run’s records';
  return run.ended ? null : 'Curves and gradients appear with the first batch';
}
