// A class builds the model, and nothing here trains it. GradLens asks once for width, learningRate, and the data to train on.
// Iris fits (four inputs, three classes); so does ../datasets/fruit.csv with the target kind.
import * as tf from '@tensorflow/tfjs';

class Classifier {
  constructor(width) {
    this.width = width;
  }

  build(learningRate) {
    this.model = tf.sequential();
    this.model.add(tf.layers.dense({ units: this.width, activation: 'relu', kernelInitializer: 'heNormal' }));
    this.model.add(tf.layers.dense({ units: 3, activation: 'softmax' }));
    this.model.compile({
      optimizer: tf.train.adam(learningRate),
      loss: 'categoricalCrossentropy',
      metrics: ['accuracy'],
    });
    return this.model;
  }
}

export const createClassifier = (width, learningRate) => new Classifier(width).build(learningRate);
