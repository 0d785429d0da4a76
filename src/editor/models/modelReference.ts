import type { SourceModel } from '../../protocol/source.js';
import { isCellModel } from '../notebooks/cellModels.js';

/** Names a model to a command. */
export interface ModelReference extends Pick<SourceModel, 'file' | 'line' | 'name'> {
  /** Of a model in a notebook's cell: its place among the notebook's models, the line being that of the cell. */
  readonly nth?: number;
}

export function modelReference(model: SourceModel): ModelReference {
  const { file, line, name } = model;
  return isCellModel(model) ? { file, line, name, nth: model.nth } : { file, line, name };
}
