import { useEffect, useState } from 'preact/hooks';
import type { LayersView, PageMemory, PlotsView, TrackChoice } from '../../src/protocol/dashboard/messages.js';
import type { PageParts } from '../../src/protocol/dashboard/parts.js';
import { useLooks } from '../compare/useLooks.js';
import { Depth } from '../depth/depth.js';
import { pageWidth, send } from '../host.js';
import { FIRST_ORDER } from '../layers/sortedLayers.js';
import { Output } from '../output/output.js';
import type { PageLook, Store } from '../pageModel.js';
import { FIRST_VIEW } from '../plots/plotControls.js';
import { Scrubber } from '../scrub/scrubber.js';
import { useScrub } from '../scrub/useScrub.js';
import { Sweep } from '../sweep/sweep.js';
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
  const looks = useLooks(tracks, page.comparison, plots.hiddenRuns);
  const runs = tracks.flatMap(({ run, role }) => (run && role !== 'behind' ? [run.id] : []));
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
  const compared = tracks.flatMap(({ run, role }) => (run && role === 'compared' ? [run.id] : []));
  const show = (choice: TrackChoice, beside: readonly string[] = compared): void => {
    // What was the main one stays beside a run that is compared with it.
    const others = [...runs.slice(0, beside.includes(choice.run) ? 1 : 0), ...beside];
    const own = [...new Set(others)].filter((run) => run !== choice.run);
    const wanted = [choice, ...own.map((run) => ({ run, fit: null }))];
    setChosen(wanted);
    send({ type: 'select', tracks: wanted });
  };
  if (model.generation === null) return <Waiting text="Waiting for GradLens" />;
  const [main, ...others] = tracks;
  if (!main?.run)
    return hasAsked(page) ? (
      <main class="dashboard">
        <Asked page={page} />
      </main>
    ) : (
      <NoRun />
    );
  const { run, fit } = main;
  const compare = (beside: readonly string[]): void =>
    show({ run: run.id, fit: chosen.find((choice) => choice.run === run.id)?.fit ?? null }, beside);
  const withoutRun = (removed: string): void => {
    const [first, ...rest] = [run.id, ...compared].filter((id) => id !== removed);
    if (first !== undefined) show({ run: first, fit: null }, rest);
  };
  return (
    <ColorsContext.Provider value={colors}>
      <main class="dashboard" style={colorVariables(colors)}>
        <Asked page={page} />
        <Header page={page} run={run} fit={fit} compared={compared} onSelect={show} onCompare={compare} />
        {main.judgement && <Verdict track={main.key} judgement={main.judgement} />}
        <Problems run={run} output={main.output} />
        {main.facts && <Facts track={main.key} facts={main.facts} />}
        <ProgressLine progress={main.progress} run={run} />
        {fit && <Scrubber track={main} hasEnded={run.ended} scrub={scrub} />}
        {fit ? (
          <FitContent
            tracks={[main, ...others]}
            run={run}
            fit={fit}
            look={look}
            looks={looks}
            comparison={compared.length > 0 ? page.comparison : null}
            onOpen={(id) => show({ run: id, fit: null })}
            onRemove={withoutRun}
            onLook={lookAt}
            plots={plots}
            onPlots={setPlots}
            past={scrub.step}
            layers={layers}
            onLayers={setLayers}
            onPast={scrub.move}
            asked={page.asked}
            onFit={(wanted) => show({ run: run.id, fit: wanted })}
          />
        ) : (
          <>
            <Waiting text={waitingText(run)} />
            <Details run={run} fit={null} progress={null} />
          </>
        )}
        <Output run={run} output={main.output} revealed={model.revealed} />
      </main>
    </ColorsContext.Provider>
  );
}

const hasAsked = ({ sweep, depth, tryIt }: PageParts): boolean =>
  [sweep?.shown, depth?.shown, tryIt?.tried].some((shown) => shown);

/** What a person asked for beside runs, above them. */
function Asked({ page: { sweep, depth, tryIt } }: { readonly page: PageParts }) {
  return (
    <>
      {sweep?.shown && <Sweep shown={sweep.shown} />}
      {depth?.shown && <Depth shown={depth.shown} />}
      {tryIt?.tried && <TryIt tried={tryIt.tried} />}
    </>
  );
}

function waitingText(run: { readonly ended: boolean; readonly loaded: boolean }): string | null {
  if (!run.loaded) return 'Loading the run’s records';
  return run.ended ? null : 'Curves and gradients appear with the first batch';
}
