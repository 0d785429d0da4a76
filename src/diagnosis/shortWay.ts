/** What rules on a source and rules on a run have in common about steps that take no weight far. */

/**
 * The way that all steps together can take a weight, below which it stays about where it began: Glorot's weights for 30 inputs and outputs are
 * as large as 0.3.
 */
export const SHORT_WAY = 0.1;

const SCALES_GRADIENT = /^(?:adam|adamw|adamax|nadam|rmsprop)(?:optimizer)?$/i;

/** Whether each step of an optimizer changes a weight by about the learning rate, whatever the gradient's size. */
export const stepsByRate = (optimizer: string): boolean => SCALES_GRADIENT.test(optimizer);
