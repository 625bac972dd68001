"""Results to the headline measures, each with its denominator and interval."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evals.case import Category
from evals.risk import MAX_RISK, area, coverage_at, curve
from evals.score import Measure, Result
from evals.statistics import cluster_bootstrap, wilson

Value = Callable[[Result], float | None]


@dataclass(frozen=True)
class Headline:
    """A measure that is the mean of a scorer, over the cases of some categories or of all."""

    name: str
    scorer: str
    categories: tuple[Category, ...] = ()


HEADLINES: tuple[Headline, ...] = (
    Headline("answers correct", "correct"),
    Headline("all that is vital said", "vital, all"),
    Headline("vital nuggets said", "vital recall"),
    Headline("okay nuggets said", "okay recall"),
    Headline("truthfulness (-1 to 1)", "truthfulness"),
    Headline("evidence recall@1", "evidence recall@1"),
    Headline("evidence recall@5", "evidence recall@5"),
    Headline("MRR", "MRR"),
    Headline("nDCG@10", "nDCG@10"),
    Headline("context precision", "context precision"),
    Headline("citations valid", "citations valid"),
    Headline("citation recall", "citation recall"),
    Headline("citation precision", "citation precision"),
    Headline("near-misses left open", "abstained", ("near",)),
    Headline("off-topic left open", "abstained", ("offtopic", "language")),
    Headline("yes or no right", "yes or no"),
    Headline("nothing forbidden said", "nothing forbidden"),
    Headline("red flags heard", "heard", ("flag",)),
    Headline("red flags sent far enough", "sent far enough", ("flag",)),
    Headline("rule of the flag fired", "rule fired", ("flag",)),
    Headline("no advice beside a referral", "no advice"),
    Headline("look-alikes left alone", "calm", ("lookalike",)),
    Headline("referrals readable", "referral readable"),
    Headline("plans as they should be", "plan outcome"),
    Headline("plan rules kept", "plan rules"),
)
# What `compare` tests, with Holm over them; the rest is shown only.
TESTED = (
    "answers correct", "truthfulness (-1 to 1)", "evidence recall@1", "nDCG@10",
    "citation recall", "near-misses left open", "off-topic left open", "red flags heard",
    "red flags sent far enough", "look-alikes left alone", "plans as they should be",
)  # fmt: skip


def measured(results: Sequence[Result]) -> tuple[Measure, ...]:
    """Every measure that applies to some case, in the order of the report."""
    clusters = {one.case.id: one.case.cluster for one in results}
    means = [
        mean_of(headline.name, values, clusters)
        for headline in HEADLINES
        if (values := values_of(results, headline))
    ]
    return (*means, *abstentions(results, clusters), *selective(results), *robustness(results))


def values_of(results: Sequence[Result], headline: Headline) -> dict[str, float]:
    """By case the value of the scorer, without cases to which it does not apply."""
    return {
        one.case.id: value
        for one in results
        if not headline.categories or one.case.category in headline.categories
        if (value := one.scores[headline.scorer].value) is not None
    }


def mean_of(name: str, values: Mapping[str, float], clusters: Mapping[str, str]) -> Measure:
    """Where all are right, or none is, nothing is left to draw from: the interval is Wilson's."""
    alike = set(values.values()) <= {0.0} or set(values.values()) <= {1.0}
    return Measure(
        name=name,
        value=sum(values[one] for one in sorted(values)) / len(values),
        n=len(values),
        interval=wilson(int(sum(values.values())), len(values))
        if alike
        else cluster_bootstrap(values, clusters),
        how="Wilson" if alike else "cluster bootstrap",
        values=values,
    )


def abstentions(results: Sequence[Result], clusters: Mapping[str, str]) -> Iterator[Measure]:
    """Precision, recall and F1 of leaving a question open, over questions that are or aren't."""
    asked = [one for one in results if one.case.expect in ("answer", "abstain")]
    open_ones = [one for one in asked if one.kind in ("abstention", "notice")]
    wanted = [one for one in asked if one.case.expect == "abstain"]
    if not wanted:
        return
    right = {one.case.id: float(one.case.expect == "abstain") for one in open_ones}
    kept = {one.case.id: float(one.scores["abstained"].value or 0) for one in wanted}
    recall = mean_of("abstention recall", kept, clusters)
    yield recall
    if not right:
        return  # what leaves nothing open has no precision
    precision = mean_of("abstention precision", right, clusters)
    yield precision
    both = precision.value + recall.value
    f1 = 2 * precision.value * recall.value / both if both else 0.0
    yield Measure("abstention F1", f1, len(asked))


def selective(results: Sequence[Result]) -> Iterator[Measure]:
    points = curve(results)
    if points:
        n = points[-1].asked
        yield Measure(f"coverage at {MAX_RISK:.0%} risk", coverage_at(points, MAX_RISK), n)
        yield Measure("area under risk-coverage", area(points), n)


def robustness(results: Sequence[Result]) -> Iterator[Measure]:
    """How much of what is passed clean is lost in a noisy form: paired, so only twins count."""
    by_id = {one.case.id: one for one in results}
    pairs = [(by_id[one.case.twin], one) for one in results if one.case.twin in by_id]
    if pairs:
        lost = sum((a.status == "pass") - (b.status == "pass") for a, b in pairs)
        yield Measure("lost in noisy twins", lost / len(pairs), len(pairs))
