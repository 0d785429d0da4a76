// Trains nets of test/fixtures/diagnosis/sick.js for long, PACE milliseconds a batch at least, and says on stderr when each batch was done.
import * as tf from '@tensorflow/tfjs';

const { PACE = '0', EPOCHS = '100000' } = process.env;
const say = (line) => process.stderr.write(`@${JSON.stringify({ ...line, at: Date.now() })}\n`);
const { fit } = tf.Sequential.prototype;
tf.Sequential.prototype.fit = function (x, y, args) {
  let batch = 0;
  const callbacks = {
    async onBatchEnd(_, { loss }) {
      say({ batch: ++batch, isNumber: Number.isFinite(Number(loss)) });
      if (Number(PACE) > 0) await new Promise((resolve) => setTimeout(resolve, Number(PACE)));
    },
    async onEpochEnd(epoch, logs) {
      say({ epoch: epoch + 1, validation: logs.val_loss ?? null });
    },
  };
  return fit.call(this, x, y, { ...args, epochs: Number(EPOCHS), callbacks });
};
await import('../../../test/fixtures/diagnosis/sick.js');
