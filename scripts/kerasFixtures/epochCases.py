"""Settings of compile and fit that Keras and GradLens both train, for several epochs and with a validation set. Python source text."""

FLAT = "Dense(4, activation='tanh', input_shape=(5,)), "
SIGMOID = FLAT + "Dense(1, activation='sigmoid')"
SIGMOIDS = FLAT + "Dense(3, activation='sigmoid')"
SOFTMAX = FLAT + "Dense(3, activation='softmax')"
NUMBERS = FLAT + "Dense(3)"
NUMBER = FLAT + "Dense(1)"
STEPS = "LSTM(4, return_sequences=True, input_shape=(6, 2)), Dense({}, activation='{}')"
MASKED = "Masking(mask_value=0., input_shape=(6, 2)), LSTM(4, return_sequences=True), Dense({}, activation='{}')"


def case(layers, target, arguments, shape=(5,), weights=None, data="normal", rows=13, optimizer="SGD(0.05)"):
    """`weights`: of samples ('rows') or of steps ('steps'), in training and validation."""
    return dict(layers=layers, target=target, compile=arguments, shape=shape, weights=weights, data=data, rows=rows, optimizer=optimizer)


def binary(metrics, layers=SIGMOID, loss="'binary_crossentropy'", **rest):
    return case(layers, "binary", f"loss={loss}, metrics=[{metrics}]", **rest)


def classes(metrics, layers=SOFTMAX, loss="'categorical_crossentropy'", **rest):
    return case(layers, "onehot", f"loss={loss}, metrics=[{metrics}]", **rest)


def sparse(metrics, layers=SOFTMAX, loss="'sparse_categorical_crossentropy'", **rest):
    return case(layers, "classes", f"loss={loss}, metrics=[{metrics}]", **rest)


def numbers(metrics, layers=NUMBERS, target="normal", loss="'mse'", **rest):
    return case(layers, target, f"loss={loss}, metrics=[{metrics}]", **rest)


METRICS = {
    "binary_accuracies": binary("'accuracy', 'acc', 'binary_accuracy', metrics.BinaryAccuracy(name='half'), metrics.BinaryAccuracy(threshold=0.4, name='low')"),
    "binary_crossentropies": binary("'crossentropy', 'ce', metrics.BinaryCrossentropy(), metrics.BinaryCrossentropy(label_smoothing=0.2, name='smooth')"),
    "logits_accuracy": binary("'accuracy', metrics.BinaryAccuracy(threshold=0.0, name='zero'), metrics.BinaryCrossentropy(from_logits=True), metrics.AUC(from_logits=True)", NUMBER, "BinaryCrossentropy(from_logits=True)"),
    "counts": binary("metrics.TruePositives(), metrics.FalsePositives(), metrics.TrueNegatives(), metrics.FalseNegatives()"),
    "counts_at": binary("metrics.TruePositives(thresholds=0.4), metrics.FalsePositives(0.6), metrics.TrueNegatives(thresholds=[0.4, 0.6]), metrics.FalseNegatives(name='missed', thresholds=[0.3, 0.45, 0.5])"),
    "recall_precision": binary("metrics.Recall(), metrics.Precision()"),
    "recall_thresholds": binary("metrics.Recall(thresholds=[0.4, 0.5, 0.6]), metrics.Precision(thresholds=0.45), metrics.Recall([0, 0.5, 1], name='even')"),
    "several_of_a_class": binary("metrics.AUC(), metrics.AUC(curve='PR'), metrics.Recall(), metrics.Recall(thresholds=0.3)"),
    "auc_roc": binary("metrics.AUC(), metrics.AUC(summation_method='minoring', name='low'), metrics.AUC(summation_method='majoring', name='high')"),
    "auc_pr": binary("metrics.AUC(curve='PR'), metrics.AUC(curve='PR', summation_method='minoring', name='low'), metrics.AUC(200, 'PR', 'majoring', 'high')"),
    "auc_thresholds": binary("metrics.AUC(num_thresholds=17), metrics.AUC(thresholds=[0.5, 0.4, 0.45, 0.62], name='own'), metrics.AUC(thresholds=[0.25, 0.5, 0.75], name='even'), metrics.AUC(num_thresholds=3, curve='PR', name='three')"),
    "auc_multi_label": classes("metrics.AUC(multi_label=True), metrics.AUC(multi_label=True, num_labels=3, label_weights=[1., 2., 0.5], name='weighted'), metrics.AUC(label_weights=[1., 2., 0.5], name='flat'), metrics.AUC(curve='PR', multi_label=True, name='pr'), metrics.AUC(thresholds=[0.2, 0.4], multi_label=True, name='own')", SIGMOIDS, "'binary_crossentropy'"),
    "at_bounds": binary("metrics.SensitivityAtSpecificity(0.6), metrics.SpecificityAtSensitivity(0.5), metrics.PrecisionAtRecall(0.5), metrics.RecallAtPrecision(0.4)"),
    "at_bounds_thresholds": binary("metrics.SensitivityAtSpecificity(0.5, num_thresholds=40), metrics.SpecificityAtSensitivity(sensitivity=0.9, num_thresholds=7), metrics.PrecisionAtRecall(0.7, 1), metrics.RecallAtPrecision(precision=0.99)"),
    "class_ids": classes("metrics.Recall(class_id=1), metrics.Precision(class_id=2, thresholds=0.3), metrics.SensitivityAtSpecificity(0.4, class_id=0), metrics.RecallAtPrecision(0.3, class_id=2)"),
    "top_k_shares": classes("metrics.Recall(top_k=1), metrics.Precision(top_k=2), metrics.Precision(top_k=2, class_id=1, name='one'), metrics.Recall(thresholds=0.4, top_k=2, name='both')"),
    "several_outputs": classes("metrics.Recall(), metrics.Precision(thresholds=0.35), metrics.AUC(), metrics.TruePositives(), 'accuracy'"),
    "categorical": classes("'accuracy', 'categorical_accuracy', metrics.CategoricalAccuracy(name='same'), 'crossentropy', metrics.CategoricalCrossentropy(), metrics.CategoricalCrossentropy(label_smoothing=0.1, name='smooth'), metrics.KLDivergence()"),
    "categorical_logits": classes("'acc', metrics.CategoricalCrossentropy(from_logits=True), metrics.TopKCategoricalAccuracy(k=2)", NUMBERS, "CategoricalCrossentropy(from_logits=True)"),
    "top_k": classes("metrics.TopKCategoricalAccuracy(k=1, name='top1'), metrics.TopKCategoricalAccuracy(2, name='top2'), 'top_k_categorical_accuracy'", FLAT + "Dense(7, activation='softmax')"),
    "top_k_sparse": sparse("'accuracy', metrics.SparseTopKCategoricalAccuracy(k=1, name='top1'), metrics.SparseTopKCategoricalAccuracy(3, 'top3'), 'sparse_top_k_categorical_accuracy'", FLAT + "Dense(7, activation='softmax')"),
    "sparse": sparse("'accuracy', 'sparse_categorical_accuracy', metrics.SparseCategoricalAccuracy(name='same'), 'ce', metrics.SparseCategoricalCrossentropy(), metrics.SparseCategoricalCrossentropy(ignore_class=1, name='without')"),
    "sparse_logits": sparse("'accuracy', metrics.SparseCategoricalCrossentropy(from_logits=True)", NUMBERS, "SparseCategoricalCrossentropy(from_logits=True)"),
    "f1": classes("metrics.F1Score(), metrics.F1Score(average='micro', name='micro'), metrics.F1Score('macro', name='macro'), metrics.F1Score(average='weighted', name='weighted'), metrics.F1Score(threshold=0.35, average='macro', name='at')"),
    "f1_binary": binary("metrics.F1Score(threshold=0.5), metrics.FBetaScore(average='micro', beta=0.5, threshold=0.45)"),
    "f_beta": classes("metrics.FBetaScore(beta=2.0), metrics.FBetaScore('macro', 0.5, name='half')"),
    "iou": sparse("metrics.MeanIoU(num_classes=3, sparse_y_pred=False), metrics.IoU(num_classes=3, target_class_ids=[0, 2], sparse_y_pred=False), metrics.MeanIoU(3, ignore_class=1, sparse_y_pred=False, name='without')"),
    "iou_one_hot": classes("metrics.OneHotIoU(num_classes=3, target_class_ids=[1]), metrics.OneHotMeanIoU(num_classes=3), metrics.MeanIoU(num_classes=3, sparse_y_true=False, sparse_y_pred=False)"),
    "iou_binary": binary("metrics.BinaryIoU(), metrics.BinaryIoU(target_class_ids=[1], threshold=0.4), metrics.MeanIoU(num_classes=2)"),
    "r2": numbers("metrics.R2Score(), metrics.R2Score(class_aggregation='variance_weighted_average', name='variance'), metrics.R2Score(class_aggregation=None, name='each')"),
    "r2_adjusted": case(NUMBERS, "normal", "loss='mse', run_eagerly=True, metrics=[metrics.R2Score(num_regressors=2)]"),
    "errors": numbers("'mse', 'mae', 'mean_absolute_percentage_error', metrics.RootMeanSquaredError(), metrics.MeanAbsoluteError(name='own'), metrics.LogCoshError(name='own_logcosh'), 'logcosh'"),
    "errors_of_one": numbers("'mean_squared_error', metrics.MeanAbsolutePercentageError(), metrics.RootMeanSquaredError(name='rmse'), metrics.R2Score()", NUMBER, target="unit"),
    "logarithmic": numbers("'msle', metrics.MeanSquaredLogarithmicError(), metrics.Poisson(name='own'), 'poisson'", SIGMOIDS, "unit"),
    "relative": numbers("metrics.MeanRelativeError(normalizer=[1., 2., 0.5]), metrics.CosineSimilarity(name='own'), metrics.CosineSimilarity(axis=-1, name='last'), 'cosine_similarity'"),
    "hinges": numbers("'hinge', metrics.Hinge(name='own'), metrics.SquaredHinge(name='own_square'), 'squared_hinge'", target="signs", loss="'hinge'"),
    "categorical_hinge": classes("metrics.CategoricalHinge(name='own'), 'categorical_hinge'", NUMBERS, "'categorical_hinge'"),
    "same_numbers": numbers("metrics.Accuracy(), metrics.Accuracy(name='again')", FLAT + "Dense(2, activation='relu')", "zeros"),
    "class_names": numbers("'MeanSquaredError', 'RootMeanSquaredError', 'CosineSimilarity'"),
    "class_name_auc": binary("'AUC', 'Precision', 'Recall', 'BinaryAccuracy'"),
    "functions": classes("metrics.categorical_accuracy, metrics.categorical_crossentropy, metrics.top_k_categorical_accuracy", FLAT + "Dense(6, activation='softmax')"),
    "steps": sparse("'accuracy', metrics.SparseTopKCategoricalAccuracy(k=2), metrics.SparseCategoricalCrossentropy(), metrics.MeanIoU(num_classes=3, sparse_y_pred=False)", STEPS.format(3, "softmax"), shape=(6, 2)),
    "steps_binary": binary("'accuracy', metrics.Recall(), metrics.AUC(), metrics.BinaryAccuracy(name='each')", STEPS.format(1, "sigmoid"), shape=(6, 2)),
    "masked": sparse("'accuracy', metrics.SparseTopKCategoricalAccuracy(k=2), metrics.SparseCategoricalAccuracy(name='own')", MASKED.format(3, "softmax"), shape=(6, 2), data="padded"),
    "masked_binary": binary("'accuracy', metrics.Recall(), metrics.AUC(), metrics.TruePositives(), metrics.BinaryAccuracy(name='each')", MASKED.format(1, "sigmoid"), shape=(6, 2), data="padded"),
    "masked_numbers": numbers("'mae', metrics.RootMeanSquaredError()", MASKED.format(2, "linear"), shape=(6, 2), data="padded"),
}

WEIGHTED = {
    "weighted": case(SIGMOID, "binary", "loss='binary_crossentropy', metrics=['accuracy'], weighted_metrics=['accuracy', metrics.Recall(), metrics.AUC()]", weights="rows"),
    "weighted_numbers": case(NUMBERS, "normal", "loss='mse', metrics=['mae'], weighted_metrics=['mae', metrics.RootMeanSquaredError(), 'mse']", weights="rows"),
    "weighted_classes": case(SOFTMAX, "classes", "loss='sparse_categorical_crossentropy', metrics=['accuracy'], weighted_metrics=['acc', metrics.SparseTopKCategoricalAccuracy(k=2), metrics.MeanIoU(3, sparse_y_pred=False)]", weights="rows"),
    "weighted_rows_of_steps": case(STEPS.format(3, "softmax"), "classes", "loss='sparse_categorical_crossentropy', weighted_metrics=['accuracy']", (6, 2), "rows"),
    "weighted_steps": case(STEPS.format(1, "sigmoid"), "binary", "loss='binary_crossentropy', weighted_metrics=['accuracy', metrics.Recall()]", (6, 2), "steps"),
    "weighted_masked": case(MASKED.format(3, "softmax"), "classes", "loss='sparse_categorical_crossentropy', metrics=['accuracy'], weighted_metrics=['accuracy']", (6, 2), "rows", "padded"),
    "weighted_sum": case(NUMBERS, "normal", "loss=MeanSquaredError(reduction='sum')", weights="rows"),
    "weighted_r2": case(NUMBER, "normal", "loss='mae', weighted_metrics=[metrics.R2Score(), metrics.MeanSquaredError()]", weights="rows"),
}


def loss(text, layers=NUMBERS, target="normal", metrics="", **rest):
    return case(layers, target, f"loss={text}, metrics=[{metrics}]", **rest)


PENALTY = "Dense(4, activation='tanh', kernel_regularizer=l2(0.1), bias_regularizer='l1', input_shape=(5,)), "
LOSSES = {
    "mse": loss("'mse'"),
    "mae": loss("MeanAbsoluteError()", NUMBER),
    "mape": loss("losses.MeanAbsolutePercentageError()", SIGMOIDS, "unit", optimizer="SGD(0.0001)"),
    "msle": loss("'mean_squared_logarithmic_error'", SIGMOIDS, "unit"),
    "huber": loss("Huber(0.3)"),
    "huber_named": loss("losses.Huber(delta=2.0, name='mine')"),
    "log_cosh": loss("LogCosh()"),
    "poisson": loss("Poisson()", SIGMOIDS, "unit"),
    "kld": loss("KLDivergence()", SOFTMAX, "shares"),
    "cosine": loss("CosineSimilarity()"),
    "cosine_axis": loss("CosineSimilarity(axis=1)", STEPS.format(2, "linear"), shape=(6, 2)),
    "hinge": loss("'hinge'", target="binary"),
    "squared_hinge": loss("SquaredHinge()", target="signs"),
    "categorical_hinge": loss("CategoricalHinge()", SIGMOIDS, "onehot"),
    "binary": loss("BinaryCrossentropy(False, 0.1)", SIGMOIDS, "binary"),
    "binary_axis": loss("BinaryCrossentropy(axis=1)", STEPS.format(2, "sigmoid"), "binary", shape=(6, 2)),
    "binary_logits": loss("BinaryCrossentropy(from_logits=True, label_smoothing=0.3)", NUMBER, "binary", "'accuracy'"),
    "focal": loss("BinaryFocalCrossentropy()", SIGMOID, "binary"),
    "focal_options": loss("BinaryFocalCrossentropy(True, 0.7, 1.5, label_smoothing=0.1)", SIGMOIDS, "binary"),
    "focal_logits": loss("BinaryFocalCrossentropy(apply_class_balancing=True, gamma=3.0, from_logits=True)", NUMBER, "binary"),
    "categorical": loss("CategoricalCrossentropy(label_smoothing=0.2)", SOFTMAX, "onehot"),
    "categorical_axis": loss("CategoricalCrossentropy(axis=1)", STEPS.format(2, "sigmoid"), "shares", shape=(6, 2)),
    "categorical_focal": loss("CategoricalFocalCrossentropy()", SOFTMAX, "onehot"),
    "categorical_focal_options": loss("CategoricalFocalCrossentropy(alpha=0.5, gamma=1.0, label_smoothing=0.1)", SOFTMAX, "onehot"),
    "categorical_focal_logits": loss("CategoricalFocalCrossentropy([0.2, 0.5, 0.9], from_logits=True)", NUMBERS, "onehot"),
    "categorical_of_one": loss("'categorical_crossentropy'", SIGMOID, "binary", "'accuracy'"),
    "softmax_of_one": loss("'categorical_crossentropy'", FLAT + "Dense(1, activation='softmax')", "binary", "'accuracy'"),
    "sparse_ignore": loss("SparseCategoricalCrossentropy(ignore_class=2)", SOFTMAX, "classes", "'accuracy'"),
    "sparse_ignore_steps": loss("SparseCategoricalCrossentropy(True, 0)", STEPS.format(3, "linear"), "classes", shape=(6, 2)),
    "sparse_of_layers": loss("'sparse_categorical_crossentropy'", FLAT + "Dense(3), Activation('softmax')", "classes", "'accuracy'"),
    "softmax_layer": loss("'categorical_crossentropy'", FLAT + "Dense(3), Rescaling(60.), Softmax()", "onehot", "'accuracy'"),
    "saturated": loss("'binary_crossentropy'", FLAT + "Dense(1), Rescaling(90.), Activation('sigmoid')", "binary", "'accuracy'"),
    "activation_linear": loss("'mse'", FLAT + "Dense(3), Activation('linear')"),
    "sum": loss("MeanSquaredError(reduction='sum')"),
    "none": loss("MeanAbsoluteError(reduction='none')"),
    "sum_of_steps": loss("losses.MeanSquaredError(reduction='sum')", STEPS.format(2, "linear"), shape=(6, 2)),
    "loss_weights": case(NUMBERS, "normal", "loss='mse', loss_weights=[0.3], metrics=['mse']"),
    "regularized": loss("'mse'", PENALTY + "Dense(3, kernel_regularizer='l1_l2')", metrics="'mse'"),
    "regularized_binary": loss("'binary_crossentropy'", PENALTY + "Dense(1, activation='sigmoid', kernel_regularizer=l1(0.05))", "binary", "'accuracy'"),
    "activity": loss("Huber(delta=0.5)", "Dense(6, activation='selu', input_shape=(5,)), Dense(1, activity_regularizer='l2')", metrics="'mae'"),
    "activity_hidden": loss("'mse'", "Dense(6, activity_regularizer=l1(0.1), input_shape=(5,)), Dense(4, activation='relu', activity_regularizer=l2(0.2)), Dense(3)", metrics="'mae'"),
    "activity_nested": loss("'mse'", "Sequential([Dense(4, activity_regularizer=l2(0.3), input_shape=(5,)), Dense(4, kernel_regularizer=l2(0.1))]), Dense(3)"),
    "lstm_regularized": loss("'mse'", "LSTM(3, kernel_regularizer=l2(0.1), recurrent_regularizer='l1', input_shape=(6, 2)), Dense(3)", shape=(6, 2)),
    "batch_norm": loss("'mse'", "Dense(4, input_shape=(5,)), BatchNormalization(momentum=0.5), Dense(3)", metrics="'mae'"),
}

GROUPS = {"epochMetrics": METRICS, "epochWeights": WEIGHTED, "epochLosses": LOSSES}
