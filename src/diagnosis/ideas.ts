/** First paragraphs of lessons that rules on a source and rules on a run have in common. */

export const SOFTMAX_OF_ONE =
  'A softmax turns the outputs of a layer into shares of a whole: it makes each positive and divides it by the sum of all. With one unit the sum is that unit, and anything divided by itself is 1. As the answer never changes, there is no way in which a weight could make it better.';

export const VANISHING =
  'The gradient tells each weight which way to move and how far. It is worked out from the loss back to the first layer, and multiplied at each by its weights and by the slope of its activation (of a sigmoid 0.25 at most). Many factors below 1 make next to nothing: the last layers learn, while the first ones are told almost nothing.';

/** @param reach what the activation gives: `0 to 1` */
export const outOfReach = (activation: string, reach: string): string =>
  `The last activation decides which numbers a net can give at all, and ${activation} gives ${reach}. For a target beyond that the best that the net can do is the end of the range, so training pushes it there for good. At its end the activation is flat, and little or nothing is learned through it.`;

export const OUT_OF_SCALE =
  'A layer multiplies its inputs by weights and adds up. The weights start at sizes made for inputs of about -1 to 1, so inputs a hundred times as large give sums a hundred times as large. There a sigmoid or tanh is flat, a relu may be off for good, and what the first layer is told to change grows with the inputs too: steps overshoot.';
