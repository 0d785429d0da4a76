"""The models that Keras and GradLens both train. Each is Python source text: Keras evaluates it, GradLens reads it."""

IMAGE = (6, 6, 2)
STEPS = (5, 3)


def case(layers, shape, loss="'mse'", optimizer="SGD(0.05)", data="normal", target="normal", trains=True, batch=6):
    return dict(layers=layers, shape=shape, loss=loss, optimizer=optimizer, data=data, target=target, trains=trains, batch=batch)


def dense(activation):
    return case(f"Dense(4, activation='{activation}', input_shape=(5,)), Dense(3)", (5,))


def after_conv(layer):
    """A layer without weights needs weights before it for a gradient to pass."""
    return case(f"Conv2D(2, (2, 2), padding='same', input_shape={IMAGE}), {layer}", IMAGE)


def after_conv1d(layer):
    return case(f"Conv1D(3, 2, padding='same', input_shape=(8, 2)), {layer}", (8, 2))


def after_conv3d(layer):
    return case(f"Conv3D(2, (2, 2, 2), padding='same', input_shape=(4, 4, 4, 1)), {layer}", (4, 4, 4, 1), batch=3)


def first(layer, shape, **rest):
    """`layer` has its last bracket open for the input's shape."""
    return case(f"{layer[:-1]}, input_shape={shape})", shape, **rest)


def recurrent(layer):
    return first(layer, STEPS)


ACTIVATIONS = {
    f"activation_{name}": dense(name)
    for name in "linear relu sigmoid tanh softmax elu selu softplus softsign hard_sigmoid swish gelu mish exponential relu6".split()
}

CORE = {
    "dense": case("Dense(4, 'tanh', input_dim=5), Dense(units=3, use_bias=False)", (5,)),
    "dense_steps": case("Dense(4, input_shape=(3, 5))", (3, 5)),
    "lesson": case(
        "Dense(units=10, input_dim=20), Activation('relu'), Dense(units=10), Activation('softmax')",
        (20,), "'categorical_crossentropy'", "'sgd'", target="onehot",
    ),
    "input": case("Input(shape=(5,)), Dense(3)", (5,)),
    "input_layer": case("InputLayer(input_shape=(5,)), Dense(3)", (5,)),
    "nested": case("Sequential([Dense(4, activation='relu', input_shape=(5,)), Dense(4)]), Dense(2)", (5,)),
    "embedding": case("Embedding(7, 3, input_length=4), Flatten(), Dense(2)", (4,), data="ids7"),
    "embedding_mask": case("Embedding(7, 3, mask_zero=True), LSTM(4)", (4,), data="ids7"),
    "embedding_mask_dropped": case("Embedding(7, 3, mask_zero=True, input_length=5), Conv1D(2, 2), Flatten(), Dense(2)", (5,), data="ids7"),
    "masking": case("Masking(mask_value=0., input_shape=(5, 3)), GRU(3)", STEPS, data="padded"),
    "flatten_flat": case("Dense(4, input_shape=(5,)), Flatten(), Dense(2)", (5,)),
    "flatten_first": case(f"Conv2D(2, 2, input_shape={IMAGE}), Flatten(data_format='channels_first'), Dense(2)", IMAGE),
    "reshape": case("Dense(6, input_shape=(5,)), Reshape((-1, 3)), Dense(2)", (5,)),
    "permute": case("Dense(6, input_shape=(3, 5)), Permute((2, 1)), Dense(2)", (3, 5)),
    "repeat": case("Dense(3, input_shape=(5,)), RepeatVector(4), SimpleRNN(2)", (5,)),
    "trainable": case("Dense(4, input_shape=(5,), trainable=False), Dense(3)", (5,)),
    "leaky": case("Dense(6, input_shape=(5,)), LeakyReLU(alpha=0.2)", (5,)),
    "leaky_default": case("Dense(6, input_shape=(5,)), LeakyReLU()", (5,)),
    "leaky_as_activation": case("Dense(6, activation=LeakyReLU(alpha=0.1), input_shape=(5,)), Dense(2)", (5,)),
    "prelu": case("Dense(6, input_shape=(5,)), PReLU()", (5,)),
    "prelu_shared": case(f"Conv2D(2, 2, input_shape={IMAGE}), PReLU(shared_axes=[1, 2])", IMAGE),
    "elu": case("Dense(6, input_shape=(5,)), ELU()", (5,)),
    "elu_alpha": case("Dense(6, input_shape=(5,)), ELU(alpha=0.5)", (5,)),
    "relu_max": case("Dense(6, input_shape=(5,)), ReLU(max_value=0.5)", (5,)),
    "relu_slope": case("Dense(6, input_shape=(5,)), ReLU(max_value=1., negative_slope=0.1, threshold=0.2)", (5,)),
    "thresholded": case("Dense(6, input_shape=(5,)), ThresholdedReLU(theta=0.3)", (5,)),
    "softmax": case("Dense(6, input_shape=(3, 5)), Softmax()", (3, 5)),
    "softmax_axis": case("Dense(6, input_shape=(3, 5)), Softmax(axis=1)", (3, 5)),
    "activity": case("Dense(6, activity_regularizer=l2(0.1), input_shape=(5,)), Dense(3, activity_regularizer='l1')", (5,)),
}

REGULARIZED = {
    "l1": case("Dense(4, kernel_regularizer=l1(0.02), bias_regularizer='l2', input_shape=(5,)), Dense(2)", (5,)),
    "l2": case("Dense(4, kernel_regularizer=l2(), input_shape=(5,)), Dense(2, kernel_regularizer=L2(0.03))", (5,)),
    "l1_l2": case("Dense(4, kernel_regularizer=l1_l2(l1=0.01, l2=0.02), input_shape=(5,)), Dense(2, kernel_regularizer=L1L2(l1=0.01))", (5,)),
    "conv_regularized": first("Conv2D(2, 3, kernel_regularizer=l2(0.05), bias_regularizer=l1(0.01))", IMAGE),
    "lstm_regularized": recurrent("LSTM(2, kernel_regularizer=l2(0.05), recurrent_regularizer=l1(0.01), bias_regularizer='l2')"),
    "max_norm": case("Dense(4, kernel_constraint=max_norm(0.5), input_shape=(5,)), Dense(2)", (5,), optimizer="SGD(0.1, momentum=0.5)"),
    "non_neg": case("Dense(4, kernel_constraint='non_neg', input_shape=(5,)), Dense(2, bias_constraint=NonNeg())", (5,)),
    "unit_norm": first("Conv2D(2, 3, kernel_constraint=UnitNorm(axis=[0, 1, 2]))", IMAGE),
    "min_max_norm": case("Dense(4, kernel_constraint=MinMaxNorm(0.2, 0.6, rate=0.5), input_shape=(5,)), Dense(2)", (5,)),
}

CONVOLUTION = {
    "conv1d": first("Conv1D(3, 3, strides=2, activation='relu')", (8, 2)),
    "conv1d_same": first("Conv1D(3, 2, padding='same', dilation_rate=2)", (8, 2)),
    "conv1d_causal": first("Conv1D(3, 3, padding='causal', dilation_rate=2)", (8, 2)),
    "conv2d": first("Conv2D(3, (3, 2), strides=(2, 1), padding='same', activation='tanh')", IMAGE),
    "conv2d_valid": first("Conv2D(3, 3, use_bias=False)", IMAGE),
    "conv2d_dilated": first("Conv2D(2, 2, dilation_rate=2)", IMAGE),
    "conv2d_dilated_same": first("Conv2D(2, (3, 2), dilation_rate=(2, 3), padding='same', activation='relu')", IMAGE),
    "separable_dilated": first("SeparableConv2D(2, 2, dilation_rate=2, padding='same')", IMAGE),
    "conv2d_old_name": first("Convolution2D(2, (3, 3), name='old')", IMAGE),
    "conv3d": first("Conv3D(2, 2, strides=(1, 2, 1), padding='same')", (4, 4, 4, 1), batch=3),
    "conv2d_transpose": first("Conv2DTranspose(2, 3, strides=2, padding='same')", (3, 3, 2)),
    "conv2d_transpose_valid": first("Conv2DTranspose(2, (3, 2), strides=(2, 1), activation='relu')", (3, 3, 2)),
    "conv3d_transpose": first("Conv3DTranspose(1, 2, strides=2)", (2, 2, 2, 2), batch=3),
    "separable": first("SeparableConv2D(3, 3, depth_multiplier=2, activation='relu')", IMAGE),
    "separable_same": first("SeparableConv2D(2, (2, 3), strides=2, padding='same')", IMAGE),
    "depthwise": first("DepthwiseConv2D(3, depth_multiplier=2, padding='same')", IMAGE),
    "depthwise_strides": first("DepthwiseConv2D((2, 2), strides=(2, 2), activation='tanh', use_bias=False)", IMAGE),
    "depthwise_dilated": first("DepthwiseConv2D(2, dilation_rate=2)", IMAGE),
}

POOLING = {
    "max_pooling_1d": after_conv1d("MaxPooling1D()"),
    "max_pooling_1d_strides": after_conv1d("MaxPooling1D(3, strides=2, padding='same')"),
    "average_pooling_1d": after_conv1d("AveragePooling1D(2)"),
    "max_pooling_2d": after_conv("MaxPooling2D((2, 2))"),
    "max_pooling_2d_strides": after_conv("MaxPool2D(pool_size=3, strides=2, padding='same')"),
    "average_pooling_2d": after_conv("AveragePooling2D()"),
    "average_pooling_2d_same": after_conv("AveragePooling2D((2, 3), strides=(1, 2), padding='same')"),
    "max_pooling_3d": after_conv3d("MaxPooling3D()"),
    "average_pooling_3d": after_conv3d("AveragePooling3D(2, strides=1)"),
    "global_max_1d": after_conv1d("GlobalMaxPooling1D()"),
    "global_average_1d": after_conv1d("GlobalAveragePooling1D()"),
    "global_max_2d": after_conv("GlobalMaxPool2D()"),
    "global_average_2d": after_conv("GlobalAveragePooling2D()"),
    "global_average_2d_kept": after_conv("GlobalAveragePooling2D(keepdims=True)"),
    "global_max_3d": after_conv3d("GlobalMaxPooling3D()"),
    "global_average_3d": after_conv3d("GlobalAveragePooling3D()"),
    "zero_padding_1d": after_conv1d("ZeroPadding1D((1, 2)), Conv1D(1, 2)"),
    "zero_padding_2d": after_conv("ZeroPadding2D(((1, 0), (2, 1))), Conv2D(1, 2)"),
    "zero_padding_2d_pair": after_conv("ZeroPadding2D((1, 2))"),
    "zero_padding_3d": after_conv3d("ZeroPadding3D(1)"),
    "cropping_1d": after_conv1d("Cropping1D(1)"),
    "cropping_2d": after_conv("Cropping2D(((1, 2), (0, 1)))"),
    "cropping_3d": after_conv3d("Cropping3D((1, 1, 1))"),
    "up_sampling_1d": after_conv1d("UpSampling1D(2)"),
    "up_sampling_2d": after_conv("UpSampling2D((2, 3))"),
    "up_sampling_2d_bilinear": after_conv("UpSampling2D(2, interpolation='bilinear')"),
    "up_sampling_3d": after_conv3d("UpSampling3D(2)"),
    "resizing": after_conv("Resizing(4, 9)"),
    "resizing_nearest": after_conv("Resizing(9, 4, interpolation='nearest')"),
    "center_crop": after_conv("CenterCrop(3, 4)"),
    "rescaling": case("Rescaling(0.5, offset=-1, input_shape=(5,)), Dense(3)", (5,)),
    "normalization": case("Normalization(mean=0.5, variance=4., input_shape=(5,)), Dense(3)", (5,)),
    "category_encoding": case("CategoryEncoding(num_tokens=7, output_mode='multi_hot', input_shape=(4,)), Dense(2)", (4,), data="ids7"),
}

NOISE = {
    "dropout": case("Dense(4, input_shape=(5,)), Dropout(0.0), Dense(2)", (5,)),
    "dropout_inference": case("Dense(4, input_shape=(5,)), Dropout(0.4), GaussianNoise(0.3), GaussianDropout(0.2), AlphaDropout(0.2)", (5,), trains=False),
    "spatial_dropout_1d": after_conv1d("SpatialDropout1D(0.0)"),
    "spatial_dropout_2d": after_conv("SpatialDropout2D(0.0)"),
    "spatial_dropout_3d": after_conv3d("SpatialDropout3D(0.0)"),
    "spatial_dropout_inference": after_conv("SpatialDropout2D(0.4)") | dict(trains=False),
    "gaussian_noise": case("Dense(4, input_shape=(5,)), GaussianNoise(0.0), Dense(2)", (5,)),
    "gaussian_dropout": case("Dense(4, input_shape=(5,)), GaussianDropout(0.0), Dense(2)", (5,)),
    "alpha_dropout": case("Dense(4, input_shape=(5,)), AlphaDropout(0.0), Dense(2)", (5,)),
}

NORMALIZATION = {
    "batch_norm": case("Dense(4, use_bias=False, input_shape=(5,)), BatchNormalization(), Dense(2)", (5,)),
    "batch_norm_options": case("BatchNormalization(momentum=0.8, epsilon=0.01, input_shape=(5,)), Dense(2)", (5,)),
    "batch_norm_no_scale": case("BatchNormalization(scale=False, input_shape=(5,)), Dense(2)", (5,)),
    "batch_norm_no_center": case("BatchNormalization(center=False, scale=False, input_shape=(5,)), Dense(2)", (5,)),
    "batch_norm_frozen": case("BatchNormalization(input_shape=(5,), trainable=False), Dense(2)", (5,)),
    "batch_norm_steps": case("Conv1D(3, 2, use_bias=False, input_shape=(8, 2)), BatchNormalization(), Flatten(), Dense(2)", (8, 2)),
    "batch_norm_images": after_conv("BatchNormalization(), Activation('relu')"),
    "batch_norm_images_no_scale": after_conv("BatchNormalization(scale=False)"),
    "batch_norm_axis": after_conv("BatchNormalization(axis=2)"),
    "batch_norm_volume": after_conv3d("BatchNormalization()"),
    "layer_norm": case("Dense(4, input_shape=(5,)), LayerNormalization()", (5,)),
    "layer_norm_steps": case("Dense(4, input_shape=(3, 5)), LayerNormalization(epsilon=0.01, center=False)", (3, 5)),
    "layer_norm_axes": after_conv("LayerNormalization(axis=[1, 3])"),
}

RECURRENT = {
    "simple_rnn": recurrent("SimpleRNN(4)"),
    "simple_rnn_sequences": recurrent("SimpleRNN(3, activation='relu', return_sequences=True, use_bias=False)"),
    "lstm": recurrent("LSTM(4)"),
    "lstm_sequences": case("LSTM(3, return_sequences=True, input_shape=(5, 3)), LSTM(2, go_backwards=True)", STEPS),
    "lstm_one_step": first("LSTM(3)", (1, 3)),
    "lstm_activations": recurrent("LSTM(3, activation='relu', recurrent_activation='hard_sigmoid', unit_forget_bias=False)"),
    "lstm_stateful": case("LSTM(3, stateful=True, batch_input_shape=(6, 5, 3)), Dense(2)", STEPS),
    "gru": recurrent("GRU(4)"),
    "gru_sequences": case("GRU(3, return_sequences=True, input_shape=(5, 3)), GRU(2)", STEPS),
    "gru_reset_before": recurrent("GRU(3, reset_after=False)"),
    "gru_no_bias": recurrent("GRU(3, use_bias=False, go_backwards=True)"),
    "bidirectional_lstm": recurrent("Bidirectional(LSTM(3, kernel_regularizer='l2'))"),
    "bidirectional_gru": recurrent("Bidirectional(GRU(2, return_sequences=True), merge_mode='sum')"),
    "bidirectional_rnn": recurrent("Bidirectional(SimpleRNN(2), merge_mode='ave')"),
    "bidirectional_mul": recurrent("Bidirectional(GRU(2), merge_mode='mul')"),
    "time_distributed": case("LSTM(3, return_sequences=True, input_shape=(5, 3)), TimeDistributed(Dense(2, activation='softmax'))", STEPS),
    "time_distributed_conv": case("TimeDistributed(Conv2D(2, 2), input_shape=(3, 4, 4, 1)), TimeDistributed(Flatten()), LSTM(2)", (3, 4, 4, 1)),
    "conv_lstm": first("ConvLSTM2D(2, (2, 2), padding='same')", (3, 4, 4, 1), batch=3),
    "conv_lstm_sequences": first("ConvLSTM2D(2, 3, return_sequences=True, recurrent_activation='sigmoid')", (3, 4, 4, 1), batch=3),
}

NET = "Dense(4, activation='tanh', input_shape=(5,)), Dense(3)"
OPTIMIZERS = {
    name: case(NET, (5,), optimizer=text)
    for name, text in {
        "sgd": "'sgd'",
        "sgd_momentum": "SGD(learning_rate=0.05, momentum=0.9)",
        "sgd_nesterov": "SGD(0.05, momentum=0.8, nesterov=True)",
        "rmsprop": "'rmsprop'",
        "rmsprop_momentum": "RMSprop(0.01, rho=0.8, momentum=0.5)",
        "rmsprop_centered": "RMSprop(0.01, centered=True, epsilon=0.001)",
        "adagrad": "'adagrad'",
        "adagrad_options": "Adagrad(0.1, initial_accumulator_value=0.2)",
        "adadelta": "'adadelta'",
        "adadelta_options": "Adadelta(1.0, rho=0.9, epsilon=1e-6)",
        "adam": "'adam'",
        "adam_options": "Adam(0.02, beta_1=0.8, beta_2=0.99, epsilon=0.001)",
        "adam_amsgrad": "Adam(0.02, amsgrad=True)",
        "adamax": "Adamax(0.02)",
        "nadam": "Nadam(0.02)",
        "adamw": "AdamW(0.02, weight_decay=0.1)",
        "ftrl": "Ftrl(0.1)",
        "ftrl_options": "Ftrl(0.1, l1_regularization_strength=0.01, l2_regularization_strength=0.02, beta=0.1)",
        "lion": "Lion(0.01)",
        "clipnorm": "SGD(0.1, clipnorm=0.3)",
        "clipvalue": "SGD(0.1, clipvalue=0.1)",
        "global_clipnorm": "SGD(0.1, global_clipnorm=0.3)",
        "exponential_decay": "SGD(ExponentialDecay(0.1, decay_steps=3, decay_rate=0.5))",
        "staircase": "SGD(ExponentialDecay(0.1, 3, 0.5, staircase=True))",
        "inverse_time_decay": "SGD(InverseTimeDecay(0.1, 2, 0.5))",
        "polynomial_decay": "SGD(PolynomialDecay(0.1, 6, end_learning_rate=0.01, power=2.0))",
        "polynomial_cycle": "SGD(PolynomialDecay(0.1, 4, cycle=True))",
        "cosine_decay": "SGD(CosineDecay(0.1, 8, alpha=0.1))",
        "cosine_warmup": "SGD(CosineDecay(0.01, 8, warmup_target=0.1, warmup_steps=3))",
        "cosine_restarts": "SGD(CosineDecayRestarts(0.1, 3))",
        "piecewise": "SGD(PiecewiseConstantDecay([2, 5], [0.1, 0.05, 0.01]))",
        "weight_decay": "SGD(0.1, weight_decay=0.05)",
    }.items()
}

SOFTMAX = "Dense(4, activation='tanh', input_shape=(5,)), Dense(3, activation='softmax')"
SIGMOID = "Dense(4, activation='tanh', input_shape=(5,)), Dense(3, activation='sigmoid')"
SATURATED = "Dense(4, input_shape=(5,)), Rescaling(80.), Dense(3, activation='{}')"
LOSSES = {
    "mse": case(NET, (5,), "MeanSquaredError()"),
    "mae": case(NET, (5,), "'mae'"),
    "mape": case(NET, (5,), "'mean_absolute_percentage_error'", "SGD(0.001)"),
    "msle": case(SIGMOID, (5,), "'msle'", target="unit"),
    "hinge": case(NET, (5,), "'hinge'", target="binary"),
    "hinge_signs": case(NET, (5,), "Hinge()", target="signs"),
    "squared_hinge": case(NET, (5,), "'squared_hinge'", target="signs"),
    "categorical_hinge": case(NET, (5,), "'categorical_hinge'", target="onehot"),
    "log_cosh": case(NET, (5,), "'log_cosh'"),
    "huber": case(NET, (5,), "'huber'"),
    "huber_delta": case(NET, (5,), "Huber(delta=0.5)"),
    "kld": case(SOFTMAX, (5,), "'kl_divergence'", target="shares"),
    "poisson": case(SIGMOID, (5,), "'poisson'", target="unit"),
    "cosine": case(NET, (5,), "'cosine_similarity'"),
    "sum": case(NET, (5,), "MeanSquaredError(reduction='sum')", "SGD(0.01)"),
    "categorical": case(SOFTMAX, (5,), "'categorical_crossentropy'", target="onehot"),
    "categorical_logits": case(NET, (5,), "CategoricalCrossentropy(from_logits=True)", target="onehot"),
    "categorical_smoothed": case(SOFTMAX, (5,), "CategoricalCrossentropy(label_smoothing=0.1)", target="onehot"),
    "categorical_saturated": case(SATURATED.format("softmax"), (5,), "'categorical_crossentropy'", "SGD(0.0001)", target="onehot"),
    "categorical_no_softmax": case(SIGMOID, (5,), "'categorical_crossentropy'", target="onehot"),
    "sparse": case(SOFTMAX, (5,), "'sparse_categorical_crossentropy'", target="classes"),
    "sparse_logits": case(NET, (5,), "SparseCategoricalCrossentropy(from_logits=True)", target="classes"),
    "sparse_steps": case("LSTM(3, return_sequences=True, input_shape=(5, 3)), Dense(4, activation='softmax')", STEPS, "'sparse_categorical_crossentropy'", target="classes"),
    "binary": case(SIGMOID, (5,), "'binary_crossentropy'", target="binary"),
    "binary_logits": case(NET, (5,), "BinaryCrossentropy(from_logits=True)", target="binary"),
    "binary_smoothed": case(SIGMOID, (5,), "BinaryCrossentropy(label_smoothing=0.2)", target="binary"),
    "binary_saturated": case(SATURATED.format("sigmoid"), (5,), "'binary_crossentropy'", "SGD(0.0001)", target="binary"),
    "binary_of_softmax": case(SOFTMAX, (5,), "'binary_crossentropy'", target="onehot"),
    "binary_focal": case(SIGMOID, (5,), "'binary_focal_crossentropy'", target="binary"),
}

GROUPS = {
    "activations": ACTIVATIONS,
    "core": CORE,
    "regularized": REGULARIZED,
    "convolution": CONVOLUTION,
    "pooling": POOLING,
    "noise": NOISE,
    "normalization": NORMALIZATION,
    "recurrent": RECURRENT,
    "optimizers": OPTIMIZERS,
    "losses": LOSSES,
}
