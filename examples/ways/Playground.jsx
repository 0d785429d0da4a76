// A React component: Node cannot load it, so only the statements that the model depends on run. GradLens asks once for what comes
// from the page (units, the learning rate). "GradLens: Show What Runs" shows those statements.
import * as tf from '@tensorflow/tfjs';
import { useState } from 'react';

export function Playground({ points }) {
  const [units, setUnits] = useState(12);
  const [learningRate] = useState(0.03);
  const [loss, setLoss] = useState(null);

  const train = async () => {
    const model = tf.sequential();
    model.add(tf.layers.dense({ units, inputShape: [2], activation: 'relu' }));
    model.add(tf.layers.dense({ units, activation: 'relu' }));
    model.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }));
    model.compile({ optimizer: tf.train.adam(learningRate), loss: 'binaryCrossentropy' });
    await model.fit(tf.tensor2d(points.map(({ x, y }) => [x, y])), tf.tensor1d(points.map(({ side }) => side)), {
      epochs: 50,
      callbacks: { onEpochEnd: (_epoch, logs) => setLoss(logs.loss) },
    });
  };

  return (
    <form onSubmit={train}>
      <input type="range" min="1" max="64" value={units} onChange={(event) => setUnits(Number(event.target.value))} />
      <button type="submit">Train</button>
      <output>{loss}</output>
    </form>
  );
}
