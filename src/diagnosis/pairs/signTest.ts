/**
 * Chance of at least so many wins among so many decided pairs if the edit made no difference: the one-sided sign test (Arbuthnot 1710; Conover,
 * Practical Nonparametric Statistics, 3.4; ties are left out). It takes nothing for granted of how losses spread over seeds.
 */
export function chanceOfWins(wins: number, decided: number): number {
  let sum = 0;
  for (let count = wins; count <= decided; count++) sum += choose(decided, count);
  return sum / 2 ** decided;
}

/**
 * Up to which chance pairs decide: that of three wins in three, the most that the usual three seeds can show. One or two pairs never reach it, six
 * of seven and seven of nine do. Counting wins over repeated trainings: Demsar 2006, Journal of Machine Learning Research 7; that a single pair
 * tells little: Bouthillier et al. 2021, Accounting for Variance in Machine Learning Benchmarks.
 */
const DECIDES = 1 / 8;

export const decides = (wins: number, losses: number): boolean =>
  wins > losses && chanceOfWins(wins, wins + losses) <= DECIDES;

function choose(all: number, some: number): number {
  let result = 1;
  for (let index = 1; index <= some; index++) result = (result * (all - some + index)) / index;
  return result;
}
