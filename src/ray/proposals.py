"""What Optuna proposes to try next, from what the trials so far have come to.

Nothing is kept between two questions: all trials are told again with each, so that a sweep that goes on, here or elsewhere, needs nothing but its own file.
"""

import importlib.metadata
import itertools
import random

# Proposals that are passed over as the same was tried before, until something else is taken.
MOST_REPEATS = 20
# Combinations of lists that are looked through for one that was not tried.
MOST_LISTED = 1_000_000


def version():
    """None where Optuna is not installed."""
    try:
        return importlib.metadata.version("optuna")
    except importlib.metadata.PackageNotFoundError:
        return None


def propose(parameters, tried, is_larger_better, seed):
    """A value for each parameter, by its id (src/protocol/ray.ts): the same for the same question.

    Optuna's TPE (J. Bergstra and others, Algorithms for Hyper-Parameter Optimization, 2011), each parameter by itself; the first ten at random.
    """
    import warnings

    import optuna

    optuna.logging.set_verbosity(optuna.logging.ERROR)
    # That trials under way count as bad ones for now (constant_liar) is called experimental.
    warnings.filterwarnings("ignore", category=optuna.exceptions.ExperimentalWarning)
    distributions = {each["id"]: distribution(optuna, each) for each in parameters}
    # Another seed for each proposal, as each begins with a new sampler.
    sampler = optuna.samplers.TPESampler(seed=(seed + len(tried)) % 2**32, constant_liar=True)
    study = optuna.create_study(direction="maximize" if is_larger_better else "minimize", sampler=sampler)
    study.add_trials([told(optuna, each, distributions) for each in tried])
    seen = {key(each["values"], parameters) for each in tried}
    for _ in range(MOST_REPEATS):
        asked = study.ask(distributions)
        values = {each["id"]: plain(asked.params[each["id"]], each) for each in parameters}
        if key(values, parameters) not in seen:
            return values
        study.tell(asked, state=optuna.trial.TrialState.FAIL)
    return untried(parameters, seen, seed) or values


def distribution(optuna, parameter):
    values = parameter["values"]
    if not parameter["isRange"]:
        return optuna.distributions.CategoricalDistribution(values)
    low, high, log = min(values), max(values), parameter["scale"] == "log"
    if parameter["whole"]:
        return optuna.distributions.IntDistribution(low, high, log=log)
    return optuna.distributions.FloatDistribution(low, high, log=log)


def told(optuna, trial, distributions):
    """A trial as Optuna keeps it; one that was stopped early, or whose numbers broke, is what Optuna calls pruned: worse than those that came to their end."""
    state = optuna.trial.TrialState[trial["state"].upper()]
    is_complete = state == optuna.trial.TrialState.COMPLETE
    value = trial["value"]
    return optuna.trial.create_trial(
        state=state,
        value=value if is_complete else None,
        params=trial["values"],
        distributions=distributions,
        intermediate_values={} if is_complete or value is None else {trial["epochs"]: value},
    )


def plain(value, parameter):
    """As a person writes it: of a range that is not of whole numbers three digits, within its ends."""
    if not parameter["isRange"] or parameter["whole"]:
        return value
    return min(max(float(f"{value:.3g}"), min(parameter["values"])), max(parameter["values"]))


def key(values, parameters):
    return tuple((type(values[each["id"]]).__name__ == "bool", values[each["id"]]) for each in parameters)


def untried(parameters, seen, seed):
    """A combination of lists that was not tried, at random; None where a parameter is a range, or all were."""
    if any(each["isRange"] for each in parameters):
        return None
    names = [each["id"] for each in parameters]
    combinations = itertools.islice(itertools.product(*(each["values"] for each in parameters)), MOST_LISTED)
    left = [values for values in (dict(zip(names, each)) for each in combinations) if key(values, parameters) not in seen]
    return random.Random(seed + len(seen)).choice(left) if left else None
