import type { Layer, LayerVariable } from './tfjs.js';

type Shape = readonly (number | null)[];

/** What layers know of themselves and tfjs's types keep private. Which of it a layer has depends on its class. */
export interface LayerFields {
  id: number;
  apply: Layer['apply'];
  addWeight(name: string, shape: Shape, ...rest: unknown[]): LayerVariable;
  batchInputShape?: Shape;
  readonly inboundNodes: readonly { readonly inboundLayers: readonly Layer[] }[];
  readonly input: { readonly shape: Shape } | readonly { readonly shape: Shape }[];
  readonly inputSpec?: readonly { readonly ndim?: number | null }[] | null;
  readonly activation?: { getClassName?: () => string };
  readonly units?: number;
  readonly inputDim?: number;
  readonly kernelSize?: number | readonly number[];
  readonly poolSize?: number | readonly number[];
  readonly strides?: number | readonly number[];
  readonly dilationRate?: number | readonly number[];
  readonly padding?: string | readonly unknown[];
  readonly dataFormat?: string;
  readonly returnSequences?: boolean;
  readonly targetShape?: Shape;
  readonly stateful?: boolean;
  /** Of a model that is a layer. */
  readonly layers?: readonly Layer[];
  /** Of TimeDistributed. */
  readonly layer?: Layer;
  /** Of Bidirectional. */
  readonly forwardLayer?: Layer;
}

export const fieldsOf = (layer: Layer): LayerFields => layer as unknown as LayerFields;

/** The layers with those inside of others: nested models, wrapped layers, cells. */
export function allLayers(layers: readonly Layer[]): Layer[] {
  return layers.flatMap((layer) => [layer, ...allLayers(innerLayers(layer))]);
}

function innerLayers(layer: Layer): Layer[] {
  return Object.entries(layer)
    .filter(([key]) => key !== 'inboundNodes' && key !== 'outboundNodes')
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter((value) => typeof value === 'object' && value !== null && 'inboundNodes' in value && value !== layer);
}
