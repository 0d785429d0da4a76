/** Kernel and bias of each layer in turn. */
export type LayerWeights = readonly (number[][] | number[])[];

const softmax = (row: readonly number[]): number[] => {
  const powers = row.map((value) => Math.exp(value - Math.max(...row)));
  const sum = powers.reduce((total, value) => total + value, 0);
  return powers.map((value) => value / sum);
};
const each = (map: (value: number) => number) => (row: readonly number[]) => row.map(map);

/** In the order of the layers of the tests' net. */
const ACTIVATIONS: readonly {
  readonly of: (row: readonly number[]) => number[];
  readonly saturated: ((value: number) => boolean) | null;
}[] = [
  { of: each((value) => Math.max(0, value)), saturated: null },
  { of: each((value) => 1 / (1 + Math.exp(-value))), saturated: (value) => value < 0.01 || value > 0.99 },
  { of: each(Math.tanh), saturated: (value) => Math.abs(value) > 0.98 },
  {
    of: each((value) => Math.min(1, Math.max(0, 0.2 * value + 0.5))),
    saturated: (value) => value === 0 || value === 1,
  },
  { of: each((value) => value), saturated: null },
  { of: softmax, saturated: null },
];

/** The outputs of each layer of the tests' net, in plain arithmetic. */
export function forward(inputs: readonly (readonly number[])[], weights: LayerWeights): number[][][] {
  let rows = inputs.map((row) => [...row]);
  return ACTIVATIONS.map(({ of }, layer) => {
    const kernel = weights[2 * layer] as number[][];
    const bias = weights[2 * layer + 1] as number[];
    rows = rows.map((row) =>
      of(
        bias.map((start, unit) => row.reduce((sum, value, index) => sum + value * (kernel[index]?.[unit] ?? 0), start)),
      ),
    );
    return rows;
  });
}

/** What the trainer has to tell of such outputs. */
export function expectedActivations(outputs: readonly (readonly number[][])[]): number[] {
  return outputs.flatMap((rows, layer) => {
    const values = rows.flat();
    const { saturated = null } = ACTIVATIONS[layer] ?? {};
    const mean = (numbers: readonly number[]) => numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    const share = (test: (value: number) => boolean) => values.filter(test).length / values.length;
    const average = mean(values);
    return [
      share((value) => value === 0),
      saturated ? share(saturated) : Number.NaN,
      average,
      Math.sqrt(mean(values.map((value) => (value - average) ** 2))),
    ];
  });
}
