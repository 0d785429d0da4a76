import { expect, test } from 'vitest';
import { questionsOf, read } from './read.js';
import { notesOf, stepsOf } from './steps.js';

const fit = 'model.fit([[0, 1], [1, 0]], [[1], [0]], epochs=2)';

test('does compile and fit in their order, with what happens between them', () => {
  const reading = read(`
model = Sequential([Dense(4, input_shape=(2,), name='first'), Dropout(0.5), Dense(1)]) #model
model.compile('sgd', 'mse')
${fit}
model.get_layer('first').trainable = False
model.layers[-1].trainable = True
model.pop()
model.add(Dense(1, use_bias=False))
model.compile(Adam(0.1), 'mse')
K.set_value(model.optimizer.lr, 0.05)
model.optimizer.learning_rate.assign(model.optimizer.lr * 2)
model.optimizer.lr = float(K.get_value(model.optimizer.lr)) / 4
model.fit([[0, 1]], [[1]], 8, 5, shuffle=False, initial_epoch=2, validation_data=([[1, 1]], [[0]]))
`);
  expect(stepsOf(reading)).toEqual([
    "1 make model Dense(4, input_shape=[2], name='first') Dropout(0.5) Dense(1)",
    "1 compile(optimizer='sgd', loss='mse')",
    '1 fit(x=array([2, 2]), y=array([2, 1]), epochs=2)',
    '1 trainable [0] false',
    '1 trainable [2] true',
    '1 popLayer',
    '1 addLayer Dense(1, use_bias=false)',
    "1 compile(optimizer=Adam(0.1), loss='mse')",
    '1 learningRate 0.05',
    '1 learningRate 0.1',
    '1 learningRate 0.025',
    '1 fit(x=array([1, 2]), y=array([1, 1]), validation_data=[array([1, 2]), array([1, 1])], shuffle=false, initial_epoch=2, batch_size=8, epochs=5)',
  ]);
  expect(notesOf(reading)).toEqual([]);
});

test('makes a model for each pass of a loop, and follows functions with their arguments', () => {
  const reading = read(`
def make(units, rate=0.1):
    model = keras.Sequential() #model
    model.add(Dense(units, input_dim=2))
    model.compile(SGD(rate), 'mse')
    return model

def main():
    for units, rate in zip([1, 2], [0.1, 0.01]):
        model = make(units, rate=rate)
        ${fit}

if __name__ == '__main__':
    main()
`);
  expect(stepsOf(reading)).toEqual([
    '1 make model Dense(1, input_dim=2)',
    "1 compile(optimizer=SGD(0.1), loss='mse')",
    '1 fit(x=array([2, 2]), y=array([2, 1]), epochs=2)',
    '2 make model Dense(2, input_dim=2)',
    "2 compile(optimizer=SGD(0.01), loss='mse')",
    '2 fit(x=array([2, 2]), y=array([2, 1]), epochs=2)',
  ]);
});

test('knows layers and models that several models share', () => {
  const reading = read(`
body = Sequential([Dense(3, input_dim=2), Dense(2)], name='body')
body.trainable = False
model = Sequential([body, Dense(1)]) #model
head = Sequential()
for layer in body.layers[:1]:
    head.add(layer)
other = Sequential([Dense(7, input_dim=2)])
other.compile('sgd', 'mse')
other.fit([[0, 1]], [[1]])
model.compile('sgd', 'mse')
${fit}
head.compile('sgd', 'mse')
body.layers[1].trainable = True
head.fit([[0, 1]], [[1]])
${fit}
`);
  expect(stepsOf(reading)).toEqual([
    '1 make body Dense(3, input_dim=2, trainable=false) Dense(2, trainable=false)',
    '1 trainable [] false',
    '2 make model @1[] Dense(1)',
    "2 compile(optimizer='sgd', loss='mse')",
    '2 fit(x=array([2, 2]), y=array([2, 1]), epochs=2)',
    '3 make head @1[0]',
    "3 compile(optimizer='sgd', loss='mse')",
    '1 trainable [1] true',
    '3 fit(x=array([1, 2]), y=array([1, 1]))',
    '2 fit(x=array([2, 2]), y=array([2, 1]), epochs=2)',
  ]);
});

test('carries weights from one model to another', () => {
  const reading = read(`
model = Sequential([Dense(1, input_dim=2)]) #model
start = model.get_weights()
model.compile('sgd', 'mse')
${fit}
model.save_weights('a.h5')
copy = Sequential([Dense(1, input_dim=2)])
copy.set_weights(model.get_weights())
copy.layers[0].set_weights([[[1], [2]], [0.5]])
model.set_weights(start)
model.load_weights('a.h5')
model.load_weights('other.h5')
${fit}
`);
  expect(stepsOf(reading).filter((step) => /Weights|make/.test(step))).toEqual([
    '1 make model Dense(1, input_dim=2)',
    '1 getWeights [] 1',
    '1 getWeights [] 2',
    '1 getWeights [] 3',
    '2 make copy Dense(1, input_dim=2)',
    '2 setWeights [] 3',
    '2 setWeights [0] array([2, 1]),array([1])',
    '1 setWeights [] 1',
    '1 setWeights [] 2',
  ]);
  expect(notesOf(reading)).toEqual([
    "12!: Weights from a file are not loaded: training continues with the model's current weights.",
  ]);
});

test('takes arrays as they are when they are trained on', () => {
  const { program, values } = read(`
x = [[1, 2], [3, 4]]
y = [0, 1]
model = Sequential([Dense(1)])
model.compile('sgd', 'mse')
model.fit(x, y)
y[0] = 5
model.fit(x, y)
`);
  const arrays = (program?.steps ?? []).flatMap((step) =>
    step.kind === 'fit' ? [step.call.named.x, step.call.named.y] : [],
  );
  const data = arrays.map((array) => [...Array.from(values.arrays.get((array as { id: number }).id)?.data ?? [])]);
  expect(data).toEqual([
    [1, 2, 3, 4],
    [0, 1],
    [1, 2, 3, 4],
    [5, 1],
  ]);
  expect(values.arrays.size).toBe(3);
});

test('notes what the makers of layers and optimizers leave out, and asks', () => {
  const reading = read(`
norm = Normalization()
model = Sequential([ #model
    RandomFlip('horizontal'),
    norm,
    Embedding(4, 2,
      weights=[table]),
    Bidirectional(LSTM(4,
        time_major=True)),
    LSTM(4, time_major=False)])
model.compile(optimizer=Adam(0.01,
    use_ema=True), loss='mse')
model.fit([[1.0], [2.0]], [[1.0], [2.0]])
`);
  expect(notesOf(reading)).toEqual([
    '4!: RandomFlip is left out: images pass through unchanged.',
    '2!: Normalization gets its mean from adapt(), which is not run, so values pass through unchanged.',
    '8!: time_major of LSTM is left out.',
    '11!: use_ema of Adam is left out.',
    '6!: The initial weights of Embedding are known only when the program runs, so they are left out.',
  ]);
});

test('notes every argument that it does not do, on its line', () => {
  const reading = read(`
model = Sequential([Dense(1)])
model.compile('sgd', 'mse', loss_weights=[2.0], target_tensors=[t], run_eagerly=True)
model.fit([[0]], [[1]], epoch=3, verbose=0,
    class_weight=weigh(y), sample_weight=load(),
    callbacks=[TensorBoard(), EarlyStopping(patience=2),
        make_callback()])
`);
  expect(notesOf(reading)).toEqual([
    '3!: target_tensors are ignored: the data is what fit is given.',
    '4!: sample_weight is known only when the program runs, so it is left out.',
    '6: TensorBoard does not run: it does not affect training.',
    '4!: The callback make_callback() does not run.',
    '4!: fit has no argument epoch, so it is left out. Did you mean epochs?',
    '4!: class_weight of fit is known only when the program runs, so it is left out.',
  ]);
  expect(questionsOf(reading)).toEqual([]);
});
