import { isDeepStrictEqual } from 'node:util';
import type { WorkspaceConfig } from '../../editor/config/workspaceConfig.js';
import { messageOf } from '../../errors/errorText.js';
import type { DataSpec } from '../../protocol/data.js';
import type { SourceModel } from '../../protocol/source.js';
import type { Run } from '../../runs/types.js';
import type { ChosenModel } from '../modelTarget.js';

interface Picked {
  readonly data: DataSpec;
  /** What was chosen before. */
  readonly before: DataSpec | undefined;
}

/** Data that a person picked for a model and that has not trained it yet. It is kept as chosen, until a run shows that it does not fit. */
export class PickedData {
  private readonly unproven = new Map</* model */ string, Picked>();
  private readonly refused = new Map</* model */ string, DataSpec>();

  constructor(
    private readonly config: Pick<WorkspaceConfig, 'change'>,
    private readonly log: (line: string) => void,
  ) {}

  /** What was picked last, where it did not fit. */
  refusedFor(model: SourceModel): DataSpec | null {
    return this.refused.get(keyOf(model)) ?? null;
  }

  async keep({ model, models, choice }: ChosenModel, data: DataSpec): Promise<void> {
    const key = keyOf(model);
    const earlier = this.unproven.get(key);
    this.unproven.set(key, { data, before: earlier ? earlier.before : choice.choices.data });
    await this.config.change(model, models, { data });
  }

  /** Takes the choice back where the run ends for its data before it has trained. */
  follow(run: Run, { model, models }: ChosenModel): void {
    const key = keyOf(model);
    const picked = this.unproven.get(key);
    if (!picked || !isDeepStrictEqual(run.request.build?.data, picked.data)) return;
    const listener = run.onDidChange((change) => {
      const isRefused = change.kind === 'problem' && change.problem.kind === 'data' && run.fits.length === 0;
      const isOver = change.kind === 'state' && run.state.kind === 'ended';
      // Other data may have been picked since the run began.
      const isNewest = this.unproven.get(key) === picked;
      if (isRefused && change.problem.severity === 'error') {
        if (isNewest) void this.takeBack({ model, models }, picked);
      } else if (change.kind === 'fitStarted') this.refused.delete(key);
      else if (!isOver) return;
      if (isNewest) this.unproven.delete(key);
      listener.dispose();
    });
  }

  private async takeBack({ model, models }: Pick<ChosenModel, 'model' | 'models'>, picked: Picked): Promise<void> {
    this.refused.set(keyOf(model), picked.data);
    this.log(`The data chosen for ${model.name} did not fit it, so that choice is not kept.`);
    try {
      await this.config.change(model, models, { data: picked.before });
    } catch (error) {
      this.log(`The choice of data for ${model.name} cannot be taken back: ${messageOf(error)}`);
    }
  }
}

const keyOf = ({ file, name }: SourceModel): string => `${file}\0${name}`;
