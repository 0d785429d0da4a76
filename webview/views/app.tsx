import { useEffect, useState } from 'preact/hooks';
import type { LayersView, PageMemory, PlotsView, TrackChoice } from '../../src/protocol/dashboard/messages.js';
import { pageWidth, send } from '../host.js';
import { FIRST_ORDER } from '../layers/sortedLayers.js';
import type { PageLook, Store } from '../pageModel.js';
import { FIRST_VIEW } from '../plots/plotControls.js';
import { Scrubber } from '../scrub/scrubber.js';
import { useScrub } from '../scrub/useScrub.js';
import { ColorsContext, colorVariables, useThemeColors } from '../theme/colors.js';
import { TryIt } from '../tryIt/tryIt.js';
import { Details } from './details.js';
import { Facts } from './facts.js';
import { FitContent } from './fitContent.js';
import { Header } from './header.js';
import { NoRun, Waiting } from './nothingYet.js';
import { Problems } from './problems.js';
import { ProgressLine } from './progressLine.js';
import { Verdict } from './verdict.js';

interface Props {
  readonly store: Store;
  readonly remembered: PageMemory | null;
  remember(memory: PageMemory): void;
}

export function App({ store, remembered, remember }: Props) {
  const [model, setModel] = useState(store.current);
  const [chosen, setChosen] = useState<readonly TrackChoice[]>(remembered?.tracks ?? []);
  const [plots, setPlots] = useState<PlotsView>(remembered?.plots ?? FIRST_VIEW);
  const [layers, setLayers] = useState<LayersView>(remembered?.layers ?? FIRST_ORDER);
  const colors = useThemeColors();
  useEffect(() => {
    store.onChange(setModel);
    setModel(store.current);
  }, [store]);
  const { page, tracks, look } = model;
  const scrub = useScrub(tracks[0]);
  const runs = tracks.flatMap(({ run, isBehind }) => (run && !isBehind ? [run.id] : []));
  useEffect(() => {
    const chosenFit = (run: string) => chosen.find((choice) => choice.run === run)?.fit ?? null;
    if (runs.length === 0) return;
    const shown = runs.map((run) => ({ run, fit: chosenFit(run) }));
    remember({
      tracks: shown,
      ...(plots === FIRST_VIEW ? {} : { plots }),
      ...(layers === FIRST_ORDER ? {} : { layers }),
    });
  }, [runs.join(), chosen, plots, layers, remember]);

  const lookAt = (change: Partial<PageLook>): void => {
    const next = { ...look, ...change };
    store.dispatch({ type: 'look', look: next });
    send({ type: 'look', look: { ...next, width: pageWidth() } });
  };
  const select = (choice: TrackChoice): void => {
    setChosen([choice]);
    send({ type: 'select', tracks: [choice] });
  };
  if (model.generation === null) return <Waiting text="Waiting for GradLens" />;
  const [main, ...others] = tracks;
  const tried = page.tryIt?.tried ?? null;
  if (!main?.run)
    return tried ? (
      <main class="dashboard">
        <TryIt tried={tried} />
      </main>
    ) : (
      <NoRun />
    );
  const { run, fit } = main;
  return (
    <ColorsContext.Provider value={colors}>
      <main class="dashboard" style={colorVariables(colors)}>
        {tried && <TryIt tried={tried} />}
        <Header page={page} run={run} fit={fit} onSelect={select} />
        {main.judgement && <Verdict track={main.key} judgement={main.judgement} />}
        <Problems run={run} />
        {main.facts && <Facts track={main.key} facts={main.facts} />}
        <ProgressLine progress={main.progress} run={run} />
        {fit && <Scrubber track={main} hasEnded={run.ended} scrub={scrub} />}
        {fit ? (
          <FitContent
            tracks={[main, ...others]}
            run={run}
            fit={fit}
            look={look}
            onLook={lookAt}
            plots={plots}
            onPlots={setPlots}
            past={scrub.step}
            layers={layers}
            onLayers={setLayers}
          />
        ) : (
          <>
            <Waiting text={waitingText(run)} />
            <Details run={run} fit={null} progress={null} />
          </>
        )}
      </main>
    </ColorsContext.Provider>
  );
}

function waitingText(run: { readonly ended: boolean; readonly loaded: boolean }): string | null {
  if (!run.loaded) return 'Loading the run’s records';
  return run.ended ? null : 'Curves and gradients appear with the first batch';
}
