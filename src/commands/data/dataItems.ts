import type { ListedDataset } from '../../datasets/listDatasets.js';

/** What a list says of data beside its title: shapes and samples, and what it costs to have it. */
export function dataFacts({ inputShape, target, samples, download }: ListedDataset): string {
  const shape = inputShape ? `${inputShape.join(' × ')} → ${target}` : "the model's shapes";
  const size = download === null ? '' : ` · download of ${Math.ceil(download / 1e6)} MB`;
  return `${shape} · ${samples.toLocaleString('en-US')} samples${size}`;
}
