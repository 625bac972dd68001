"""A run to JUnit XML, which continuous integration shows: a suite a category, a case a test."""

from itertools import groupby

from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite

from evals.score import Result, Run


def to_junit(run: Run, *, reveal: bool) -> str:
    xml = JUnitXml("evals")
    ordered = sorted(run.results, key=lambda one: (one.case.category, one.case.id))
    for category, results in groupby(ordered, key=lambda one: one.case.category):
        suite = TestSuite(category)
        suite.add_testcases([tested(one, reveal=reveal) for one in results])
        xml.add_testsuite(suite)
    xml.update_statistics()  # type: ignore[no-untyped-call]
    return str(xml.tostring().decode())  # type: ignore[no-untyped-call]


def tested(result: Result, *, reveal: bool) -> TestCase:
    told = result.why if reveal or result.case.split == "dev" else "of the test split"
    case = TestCase(result.case.id, f"evals.{result.case.category}", 0)
    if result.status == "fail":
        case.result = [Failure(plain(told))]
    elif result.status == "na":
        case.result = [Skipped(plain(told))]
    return case


def plain(text: str) -> str:
    """Without what no XML may hold."""
    return "".join(one for one in text if one >= " " and one not in "\ufffe\uffff")
