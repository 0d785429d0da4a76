const changing =
  /stop_training|learning_rate|\blr\b|set_value|set_weights|load_weights|\.assign(?:_add|_sub)?\(|\.trainable\b|\.compile\(|\.fit\(|train_on_batch/;

/** Whether code looks as if it changed a training from within. */
export function changesTraining(text: string): boolean {
  return changing.test(text);
}
