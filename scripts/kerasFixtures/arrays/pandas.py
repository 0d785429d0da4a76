# case: reading
import pandas as pd
import numpy as np
a = pd.read_csv('people.csv')
b = pd.read_csv('people.csv', usecols=['Age', 'Class'])
c = pd.read_csv('people.csv', index_col=0)
d = pd.read_csv('people.csv', header=None, skiprows=1)
e = pd.read_csv('people.csv', names=list('abcdefg'), header=0, nrows=3)
f = pd.read_csv('plain.data', sep=r'\s+', header=None)
g = pd.read_csv('euro.txt', sep=';', decimal=',', comment='#')
h = pd.read_csv('people.csv', na_values={'City': ['Oslo']})
i = pd.read_csv('people.csv', dtype={'Score': 'float32'})
j = a.shape
k = list(a.columns)
l = np.loadtxt('plain.data')
m = np.genfromtxt('euro.txt', delimiter=';', skip_header=2)[:, 1:]
n = np.genfromtxt('plain.data', dtype=str)
o = np.loadtxt('plain.data', usecols=(0, 2), skiprows=1)

# case: files
import numpy as np
a = np.load('floats.npy')
b = np.load('fortran.npy')
c = np.load('words.npy')
_z = np.load('both.npz')
d = _z['x_train']
e = _z['y']
with np.load('both.npz', allow_pickle=True) as _f:
    x = _f['x_train']

# case: selecting
import pandas as pd
df = pd.read_csv('people.csv')
a = df['Age']
b = df[['Age', 'Height']]
c = df.iloc[:, 1:3]
d = df.iloc[:, -1]
e = df.iloc[0:3, [1, 5]].values
f = df.loc[:, 'Age':'City']
g = df.loc[df['Age'] > 30, 'Name']
h = df[df.Member]
i = df.drop('Class', axis=1)
j = df.drop(columns=['Name', 'City'])
k = df.drop([0, 2])
l = df.Age.values
m = df.values[:, 1]
n = df.head(2)
o = df.tail(2)
p = df.iloc[1:3]
q = df.iloc[2]['Age']
r = df.loc[1, 'City']
s = df[1:3]
t = df.iloc[:, 1].to_numpy()
u = df[(df['Age'] > 25) & (df['City'] == 'Rome')]
v = df.select_dtypes(include=['number'])
w = df.select_dtypes(include='object')
y = df.pop('Class')
z = df
aa = df[df.columns[1:3]]
bb = df.columns.get_loc('City')
cc = df.loc[[4, 0], ['Score']]

# case: cleaning
import pandas as pd
import numpy as np
df = pd.read_csv('people.csv')
a = df.dropna()
b = df.fillna(0)
c = df['Age'].fillna(df['Age'].mean())
d = df.isnull().sum()
df['Height'] = df['Height'].fillna(df['Height'].median())
e = df.dropna(subset=['Score'])
df.dropna(inplace=True)
f = df
g = df.reset_index(drop=True)
h = df['City'].replace('Rome', 'Roma')
i = df.replace({'Class': {'good': 1, 'bad': 0, 'fair': 2}})
k = df['Age'].astype(int)
l = pd.to_numeric(pd.Series(['1', 'x', '2.5']), errors='coerce')
m = df.sort_values('Age', ascending=False)
n = pd.isnull(df['Age']).sum()
o = df.drop_duplicates(subset='City')
p = df.rename(columns={'Age': 'Years'})
q = df['Name'].str.lower()
df = df.drop(['Name'], axis=1)
df['Twice'] = df['Age'] * 2
df['Old'] = (df['Age'] > 30).astype(int)
df.loc[df['City'] == 'Rome', 'Score'] = -1
r = df
del df['Twice']
s = df.shape[1]
df.columns = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
t = df

# case: encoding
import pandas as pd
df = pd.read_csv('people.csv')
a = pd.get_dummies(df['City'])
b = pd.get_dummies(df, columns=['City', 'Class'])
c = pd.get_dummies(df[['Age', 'Class']], drop_first=True, dtype=int)
d = df['Class'].map({'good': 2, 'bad': 0, 'fair': 1})
e = df['Class'].map({'good': 2, 'bad': 0})
f = df['Age'].apply(lambda age: age / 10)
g = df['Class'].astype('category').cat.codes
h, i = pd.factorize(df['City'])
j = df['City'].value_counts()
k = df['City'].unique()
l = df['City'].nunique()
m = pd.get_dummies(df['City'], prefix='in').astype('float32')
n = pd.get_dummies(df.Class).values
o = df['Member'].astype(int)
p = pd.concat([df[['Age']], pd.get_dummies(df['Class'])], axis=1)
q = pd.concat([df.head(2), df.tail(1)])
r = pd.concat([df.head(2), df.tail(1)], ignore_index=True)
s = df['Score'].apply(lambda v: 1 if v > 7 else 0).values

# case: statistics
import pandas as pd
import numpy as np
df = pd.read_csv('people.csv')[['Age', 'Height', 'Score']].dropna()
a = df.mean()
b = df.std()
c = (df - df.mean()) / df.std()
d = (df - df.min()) / (df.max() - df.min())
e = df['Age'].std()
f = df / 10
g = df.max().max()
h = np.mean(df['Age'])
i = np.log(df['Age'])
j = df.sum(axis=1)
k = df['Age'].quantile(0.25)
l = np.std(df['Age'])
m = df.apply(lambda column: column - column.min())
n = df.median()
o = df['Age'] - df['Age'].shift(1)

# case: making
import pandas as pd
import numpy as np
a = pd.DataFrame({'x': [1, 2, 3], 'y': [0.5, 1.5, 2.5], 'z': ['a', 'b', 'c']})
b = pd.DataFrame(np.arange(6).reshape(3, 2), columns=['p', 'q'])
c = pd.DataFrame([[1, 'a'], [2, 'b']])
d = pd.Series([1, 2, 3], name='s')
e = pd.Series({'a': 1, 'b': 2})
f = a.to_numpy()
g = a[['x', 'y']].values
h = a.merge(pd.DataFrame({'z': ['b', 'a'], 'w': [10, 20]}), on='z')
i = a.sample(frac=1, random_state=3)
j = a.sample(n=2, random_state=1)
k = a.sample(frac=1, random_state=1).reset_index(drop=True)
l = pd.DataFrame([{'u': 1, 'v': 2}, {'u': 3, 'v': 4}])
m = b.T
n = a.set_index('z')
o = len(a)
p = a['z'].tolist()
q = b['p'] + b['q']
r = b.astype('float32').values

# case: with scikit-learn
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import LabelEncoder, StandardScaler, MinMaxScaler, OneHotEncoder
df = pd.read_csv('people.csv').fillna(1)
X = df[['Age', 'Height', 'Score']]
y = df['Class']
a, b, c, d = train_test_split(X, y, test_size=0.4, random_state=0)
e = StandardScaler().fit_transform(X)
f = LabelEncoder().fit_transform(y)
df[['Age', 'Height']] = MinMaxScaler().fit_transform(df[['Age', 'Height']])
g = df
h = OneHotEncoder().fit_transform(df[['City', 'Class']]).toarray()
i = df[['City', 'Class']].apply(LabelEncoder().fit_transform)
train = df.sample(frac=0.8, random_state=0)
test = df.drop(train.index)
for _name in ['City', 'Class']:
    df[_name] = LabelEncoder().fit_transform(df[_name])
j = df.drop('Name', axis=1).values

# case: texts of labels, and what describes columns
import pandas as pd
import numpy as np
_df = pd.DataFrame({' First Name ': ['x', 'y'], 'Age': [3.5, 5.0], 'city': [1, 2]})
_df.columns = _df.columns.str.strip().str.lower().str.replace(' ', '_')
a = list(_df.columns)
b = _df.loc[:, _df.columns != 'age']
c = _df[_df.columns[_df.columns.str.contains('a')]]
d = _df.describe()
e = _df.describe().transpose()['mean']
f = len(_df.keys())
g = _df['age'].dtype == 'float64'
h = _df['first_name'].dtype == object
i = pd.Series(pd.Categorical.from_codes(np.array([1, 0, 1]), np.array(['p', 'q']))).tolist()
