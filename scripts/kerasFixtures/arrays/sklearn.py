# case: split
import numpy as np
from sklearn.model_selection import train_test_split
X = np.arange(40).reshape(20, 2)
y = np.array([0, 1, 1, 0, 1] * 4)
a, b, c, d = train_test_split(X, y, test_size=0.3, random_state=1)
e, f = train_test_split(X, train_size=7, random_state=0)
g, h, i, j = train_test_split(X, y, test_size=0.25, stratify=y, random_state=42)
k, l = train_test_split(y, shuffle=False)
np.random.seed(9)
m, n = train_test_split(X, test_size=5)
o, p, q, r = train_test_split(X, y, train_size=0.5, test_size=0.2, random_state=3)
hot = np.eye(2)[y]
s, t = train_test_split(X, test_size=0.2, stratify=hot, random_state=5)

# case: folds
import numpy as np
from sklearn.model_selection import KFold, StratifiedKFold, ShuffleSplit, StratifiedShuffleSplit, TimeSeriesSplit, RepeatedKFold
X = np.arange(22).reshape(11, 2)
y = np.array([0, 1, 1, 0, 1, 2, 2, 0, 1, 2, 0])
a = [test for _train, test in KFold(3).split(X)]
b = [train for train, _test in KFold(n_splits=4, shuffle=True, random_state=7).split(X, y)]
c = [test for _train, test in StratifiedKFold(n_splits=3).split(X, y)]
d = [test for _train, test in StratifiedKFold(n_splits=3, shuffle=True, random_state=2).split(X, y)]
e = [list(test) for _train, test in ShuffleSplit(n_splits=2, test_size=0.3, random_state=0).split(X)]
f = [test for _train, test in StratifiedShuffleSplit(n_splits=2, test_size=4, random_state=0).split(X, y)]
g = [train for train, _test in TimeSeriesSplit(n_splits=3).split(X)]
h = [test for _train, test in RepeatedKFold(n_splits=2, n_repeats=2, random_state=1).split(X)]
np.random.seed(1)
i = [test for train, test in KFold(n_splits=2, shuffle=True).split(X)]

# case: scaling
import numpy as np
from sklearn.preprocessing import StandardScaler, MinMaxScaler, MaxAbsScaler, RobustScaler, Normalizer, normalize, scale, minmax_scale
X = np.array([[1.0, -2.0, 5.0], [2.0, 0.5, 5.0], [4.5, 3.0, 5.0], [9.0, 10.0, 5.0]])
_s = StandardScaler()
a = _s.fit_transform(X)
b = _s.transform(X[:2] * 2)
c = _s.inverse_transform(a)
m = _s.mean_
v = _s.scale_
_m = MinMaxScaler(feature_range=(-1, 1)).fit(X[:3])
d = _m.transform(X)
e = _m.inverse_transform(d)
f = MaxAbsScaler().fit_transform(X)
g = RobustScaler().fit_transform(X)
h = Normalizer().fit_transform(X)
i = normalize(X, norm='l1')
j = scale(X)
k = MinMaxScaler().fit_transform(X)
l = StandardScaler(with_std=False).fit_transform(X)
n = minmax_scale(X[:, 0])
o = StandardScaler().fit_transform(X.astype('float32'))
p = MinMaxScaler().fit_transform(X[:, 0].reshape(-1, 1))
q = normalize(X, axis=0)

# case: encoding
import numpy as np
from sklearn.preprocessing import LabelEncoder, OneHotEncoder, LabelBinarizer, OrdinalEncoder, PolynomialFeatures
from sklearn.impute import SimpleImputer
names = np.array(['cat', 'dog', 'ant', 'dog', 'cat'])
_l = LabelEncoder()
a = _l.fit_transform(names)
b = _l.classes_
c = LabelBinarizer().fit_transform(names)
d = LabelBinarizer().fit_transform(['no', 'yes', 'no'])
e = OneHotEncoder(sparse_output=False).fit_transform(names.reshape(-1, 1))
f = OneHotEncoder().fit_transform(a.reshape(-1, 1)).toarray()
g = OrdinalEncoder().fit_transform(names.reshape(-1, 1))
h = PolynomialFeatures(2).fit_transform(np.array([[1.0, 2.0], [3.0, 4.0]]))
i = SimpleImputer().fit_transform(np.array([[1.0, np.nan], [3.0, 4.0], [np.nan, 8.0]]))
j = SimpleImputer(strategy='median').fit_transform(np.array([[1.0, np.nan], [3.0, 4.0], [np.nan, 8.0]]))
k = _l.inverse_transform([0, 2])
l = PolynomialFeatures(degree=3, include_bias=False, interaction_only=True).fit_transform(np.arange(6.0).reshape(2, 3))
m = OneHotEncoder(drop='first', sparse_output=False).fit_transform(np.array([[0, 1], [1, 2], [2, 2]]))
n = _l.fit([5, 3, 9]).transform([3, 9])

# case: moons
from sklearn.datasets import make_moons, make_circles
X, y = make_moons(n_samples=60, noise=0.35, random_state=42)
X2, y2 = make_moons(11, shuffle=False)
X3, y3 = make_circles(n_samples=50, factor=0.4, noise=0.1, random_state=3)
X4, y4 = make_moons((5, 8), noise=0.1, random_state=1)

# case: blobs
from sklearn.datasets import make_blobs
X, y = make_blobs(n_samples=40, centers=3, n_features=2, random_state=2)
X2, y2 = make_blobs(n_samples=31, centers=4, n_features=3, cluster_std=0.5, random_state=0)
X3, y3 = make_blobs(n_samples=[3, 4], centers=None, random_state=1)
X4, y4 = make_blobs(10, centers=[[0, 0], [5, 5]], cluster_std=[0.1, 2.0], random_state=4)

# case: regression
from sklearn.datasets import make_regression, make_friedman1
X, y = make_regression(n_samples=20, n_features=4, noise=0.1, random_state=1)
X2, y2 = make_regression(n_samples=15, n_features=6, n_informative=3, n_targets=2, bias=3, shuffle=False, random_state=0)
X3, y3, c3 = make_regression(n_samples=10, n_features=3, coef=True, random_state=5)
X4, y4 = make_friedman1(8, n_features=6, noise=0.5, random_state=0)

# case: classification
from sklearn.datasets import make_classification, make_gaussian_quantiles
X, y = make_classification(n_samples=30, n_features=5, random_state=1)
X2, y2 = make_classification(n_samples=25, n_features=8, n_informative=4, n_redundant=1, n_repeated=1, n_classes=3, weights=[0.5, 0.3], flip_y=0.1, random_state=7)
X3, y3 = make_classification(n_samples=20, n_features=2, n_redundant=0, n_clusters_per_class=1, class_sep=2.0, shuffle=False, random_state=3)
X4, y4 = make_classification(random_state=0, hypercube=False, scale=None, shift=None, n_informative=9)
X5, y5 = make_gaussian_quantiles(n_samples=21, n_features=3, n_classes=3, cov=2.0, random_state=2)

# case: bundled
from sklearn import datasets
from sklearn.datasets import load_iris, load_digits, load_wine, load_breast_cancer, load_diabetes
_iris = load_iris()
a = _iris.data
b = _iris['target']
names = list(_iris.target_names)
_digits, _labels = load_digits(return_X_y=True)
c = _digits.sum(axis=0)
d = _labels[:200]
d2 = _digits[1700:1705]
e = load_digits().images[:3]
f = load_wine().data[::4]
g = load_breast_cancer().data[::20]
h = load_breast_cancer().target
_i, j = load_diabetes(return_X_y=True)
i = _i[::10]
k = load_wine(as_frame=True).data.head(3)
l = datasets.load_iris().feature_names

# case: shuffle
import numpy as np
from sklearn.utils import shuffle
X = np.arange(10).reshape(5, 2)
y = np.arange(5)
a, b = shuffle(X, y, random_state=0)
c = shuffle(y, random_state=4)

# case: pipelines
import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer, make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, StandardScaler
df = pd.read_csv('people.csv')
numeric = ['Age', 'Height', 'Score']
_pipe = Pipeline([('fill', SimpleImputer(strategy='median')), ('scale', StandardScaler())])
a = _pipe.fit_transform(df[numeric])
b = _pipe.transform(df[numeric].head(2))
_columns = ColumnTransformer([('num', _pipe, numeric), ('cat', OneHotEncoder(handle_unknown='ignore', sparse_output=False), ['City'])])
c = _columns.fit_transform(df)
d = make_pipeline(StandardScaler(), MinMaxScaler()).fit_transform(np.arange(8.0).reshape(4, 2) ** 2)
e = make_column_transformer((StandardScaler(), [0]), remainder='passthrough').fit_transform(np.arange(8.0).reshape(4, 2))
f = ColumnTransformer([('one', OneHotEncoder(), [1])], remainder='passthrough').fit_transform(np.array([[1.0, 2], [3, 2], [5, 4]]))

# case: class weights
import numpy as np
from sklearn.utils.class_weight import compute_class_weight, compute_sample_weight
y = np.array([0, 1, 1, 0, 1, 2, 1, 1])
a = compute_class_weight('balanced', classes=np.unique(y), y=y)
b = compute_class_weight(class_weight={0: 2.0, 1: 3.0, 2: 0.5}, classes=np.array([0, 1, 2]), y=y)
c = compute_sample_weight('balanced', y)
d = dict(enumerate(a))
