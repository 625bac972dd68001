"""Foreign text is read, ranked and asked as it should be, and measured with the field's numbers."""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from ir_measures import RR, P, R, nDCG

from assistant.answers.guidance import SLUG
from assistant.answers.reply import (
    Abstention,
    Answer,
    Citation,
    Notice,
    Referral,
    Reply,
    Sentence,
    Trace,
    Turn,
)
from assistant.app import Assistant
from assistant.errors import InvalidInput
from assistant.library.read import read_article
from assistant.library.vectors import silent
from evals.benchmark.beir import read_beir
from evals.benchmark.foreign import benchmark, limited, read
from evals.benchmark.judge import Judged, Kind, holds, judge, summed
from evals.benchmark.material import Document, Query
from evals.benchmark.rank import rated
from evals.benchmark.report import REPLIES, Report, Row
from evals.benchmark.shelve import by_slug, page
from evals.benchmark.squad import read_squad
from evals.score import Measure

TEXTS = {
    "b1": ("Chains", "A bicycle chain is oiled every two hundred kilometres."),
    "b2": ("Tyres", "Narrow tyres are pumped harder than wide ones.\nA soft tyre rolls slowly."),
    "b3": ("", "The saddle stands level with the handlebar on a touring bicycle."),
    "b4": ("Brakes", "Brake pads of felt are changed when the zimtsolde groove is gone."),
    "b5": ("Lamps", "A dynamo lamp shines while the front wheel turns."),
    "b6": ("Bells", "The bell is fixed on the left of the handlebar."),
    "c1": ("Sourdough", "A sourdough is fed with rye flour each morning."),
    "c2": ("Kneading", "Wheat dough is kneaded for twelve minutes by hand."),
    "c3": ("Crust", "Steam in the oven makes the crust of a loaf shine."),
    "c4": ("Salt", "Twenty grams of salt go into a kilogram of flour."),
    "c5": ("Storage", ""),
    "c6": ("", "7 8 9"),
}
QUERIES = {
    "q1": "How often is a bicycle chain oiled?",
    "q2": "zimtsolde",
    "q3": "How long is wheat dough kneaded by hand?",
    "q4": "How much salt goes into a kilogram of flour?",
    "q5": "Who won the chess championship of 1927?",
    "q6": "This one is judged by nobody.",
}
QRELS = (
    "q1\tb1\t2\nq1\tb2\t0\nq2\tb4\t1\nq3\tc2\t1\nq3\tc1\t-1\nq4\tc4\t1\nq4\tgone\t1\nq5\tb5\t0\n"
)
HEADER = "query-id\tcorpus-id\tscore\n"

PAGES: Sequence[tuple[str, str, Sequence[tuple[str, Sequence[str]]]]] = (
    (
        "Chain_care",
        "A bicycle chain is oiled every two hundred kilometres. Rust is rubbed off with wire wool.",
        (
            ("How often is a bicycle chain oiled?", ["every two hundred kilometres"]),
            ("What is rust rubbed off with?", ["wire wool", "with wire wool"]),
            ("Which company invented the bicycle chain?", []),
        ),
    ),
    (
        "Chain_care",
        "A worn chain slips over the teeth of the cog. It is measured with a steel gauge.",
        (
            ("What is a worn chain measured with?", ["a steel gauge"]),
            ("Where does a worn chain slip?", ["over the teeth of the cog"]),
            ("How much does a new chain cost in Norway?", []),
        ),
    ),
    (
        "Rye_bread",
        "Rye bread is baked for seventy minutes in a falling heat. The loaf rests until noon.",
        (
            ("How long is rye bread baked?", ["seventy minutes"]),
            ("Until when does the loaf rest?", ["until noon"]),
            ("Who was the king of Sweden in 1632?", []),
        ),
    ),
    (
        "Rolls",
        "Rolls are brushed with milk before they go into the oven. Poppy seed is strewn on top.",
        (
            ("What are rolls brushed with?", ["milk"]),
            ("What is strewn on top?", ["Poppy seed"]),
            ("My hand is bleeding heavily and won't stop, what do I do?", []),
        ),
    ),
)


def write_beir(folder: Path) -> Path:
    (folder / "qrels").mkdir(parents=True)
    corpus = [{"_id": name, "title": one[0], "text": one[1]} for name, one in TEXTS.items()]
    write_lines(folder / "corpus.jsonl", corpus)
    write_lines(
        folder / "queries.jsonl", [{"_id": name, "text": text} for name, text in QUERIES.items()]
    )
    (folder / "qrels" / "test.tsv").write_text(HEADER + QRELS, encoding="utf-8")
    return folder


def write_lines(path: Path, lines: Sequence[Mapping[str, object]]) -> None:
    path.write_text(
        "\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8"
    )


def write_squad(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"version": "v2.0", "data": entries()}), encoding="utf-8")
    return path


def entries() -> list[dict[str, object]]:
    return [
        {
            "title": title,
            "paragraphs": [
                {
                    "context": context,
                    "qas": [
                        {
                            "id": f"{number}-{at}",
                            "question": question,
                            "is_impossible": not golds,
                            "answers": [
                                {"text": gold, "answer_start": context.index(gold)}
                                for gold in golds
                            ],
                        }
                        for at, (question, golds) in enumerate(asked)
                    ],
                }
            ],
        }
        for number, (title, context, asked) in enumerate(PAGES)
    ]


def qa(**changes: object) -> str:
    """A SQuAD file with one question, changed."""
    asked = {"id": "1", "question": "Why?", "is_impossible": True, "answers": [], **changes}
    return json.dumps({"data": [{"paragraphs": [{"context": "Because.", "qas": [asked]}]}]})


def row(report: Report, of: str, name: str) -> Measure:
    (found,) = [one.measure for one in report.rows if (one.of, one.measure.name) == (of, name)]
    return found


# Reading


def test_a_beir_folder_is_read_with_the_queries_that_are_judged(tmp_path: Path) -> None:
    material = read_beir(write_beir(tmp_path / "crafts"))

    assert (material.name, material.layout) == ("crafts", "BEIR")
    assert material.documents[0] == Document("b1", *TEXTS["b1"])
    assert [one.id for one in material.queries] == ["q1", "q2", "q3", "q4", "q5"]
    assert material.queries[0] == Query("q1", QUERIES["q1"], {"b1": 2, "b2": 0}, cluster="q1")


def test_a_score_below_nothing_is_not_relevant(tmp_path: Path) -> None:
    queries = read_beir(write_beir(tmp_path)).queries

    assert queries[2].judged == {"c2": 1, "c1": 0}
    assert [sorted(one.relevant) for one in queries[2:]] == [["c2"], ["c4", "gone"], []]


def test_qrels_that_stand_alone_are_taken_and_test_ones_before_others(tmp_path: Path) -> None:
    qrels = write_beir(tmp_path) / "qrels"
    (qrels / "train.tsv").write_text(HEADER + "q6\tb1\t1\n")
    both = read_beir(tmp_path)
    (qrels / "test.tsv").unlink()
    alone = read_beir(tmp_path)

    assert (len(both.queries), [one.id for one in alone.queries]) == (5, ["q6"])


def test_a_line_may_hold_what_other_readers_take_for_its_end(tmp_path: Path) -> None:
    write_beir(tmp_path)
    lines: list[dict[str, object]] = [
        {"_id": "b\u2028", "title": None, "text": "one \u2028 two\u0085three", "metadata": {}}
    ]
    write_lines(tmp_path / "corpus.jsonl", lines)

    assert read_beir(tmp_path).documents == (Document("b\u2028", "", "one \u2028 two\u0085three"),)


def test_a_squad_file_is_read_with_a_document_for_each_paragraph(tmp_path: Path) -> None:
    material = read_squad(write_squad(tmp_path / "crafts.json"))

    assert (material.name, material.layout) == ("crafts", "SQuAD")
    assert [one.title for one in material.documents] == [
        "Chain care",
        "Chain care",
        "Rye bread",
        "Rolls",
    ]
    assert material.queries[1] == Query(
        "0-1",
        "What is rust rubbed off with?",
        judged={"0-0": 1},
        cluster="0-0",
        golds=("wire wool", "with wire wool"),
    )
    assert (material.queries[2].relevant, material.queries[2].golds) == (frozenset(), ())


def test_the_layout_is_told_by_what_lies_there(tmp_path: Path) -> None:
    folder = write_squad(tmp_path / "squad" / "crafts.json").parent
    write_beir(tmp_path / "beir")

    assert read(tmp_path / "beir").layout == "BEIR"
    assert read(folder) == read(folder / "crafts.json")


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("corpus.jsonl", '{"_id": "b1", "text": "x"}\n{"_id": "b2"', "'corpus.jsonl', line 2"),
        ("corpus.jsonl", '{"_id": 1, "text": "x"}', "line 1: _id: Input should be a valid string"),
        ("corpus.jsonl", '{"_id": "b1"}', "line 1: text: Field required: write an object with"),
        ("corpus.jsonl", '{"_id": "b", "text": "x"}\n' * 2, "line 2: the _id 'b' stands twice"),
        ("corpus.jsonl", "\n", "'corpus.jsonl' is empty: write an object with _id, title and text"),
        ("queries.jsonl", '["q1"]', "'queries.jsonl', line 1: the line: Input should be an object"),
        ("qrels/test.tsv", "q1\tb1\t1\n", "'test.tsv', line 1: the first line has to be query-id"),
        ("qrels/test.tsv", HEADER, "'test.tsv' judges nothing: write a line for each"),
        ("qrels/test.tsv", HEADER + "q1\tb1\n", "'test.tsv', line 2: write query-id, corpus-id"),
        ("qrels/test.tsv", HEADER + "q1\tb1\tyes\n", "line 2: write query-id, corpus-id, score"),
        ("qrels/test.tsv", HEADER + "\nq9\tb1\t1\n", "line 3: 'queries.jsonl' holds no query 'q9'"),
    ],
)
def test_a_bad_beir_file_is_refused_with_its_line(
    tmp_path: Path, file: str, text: str, told: str
) -> None:
    (write_beir(tmp_path) / file).write_text(text, encoding="utf-8")

    with pytest.raises(InvalidInput) as error:
        read(tmp_path)

    assert told in str(error.value)


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("queries.jsonl", "'queries.jsonl' can't be read as UTF-8 text"),
        ("qrels/test.tsv", "holds no .tsv file: name the one to measure with 'test.tsv'"),
    ],
)
def test_a_missing_beir_file_is_named(tmp_path: Path, file: str, told: str) -> None:
    (write_beir(tmp_path) / file).unlink()

    with pytest.raises(InvalidInput) as error:
        read(tmp_path)

    assert told in str(error.value)


def test_text_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (write_beir(tmp_path) / "corpus.jsonl").write_bytes(
        '{"_id": "ü", "text": "x"}'.encode("cp1252")
    )

    with pytest.raises(InvalidInput, match=r"'corpus.jsonl' can't be read as UTF-8 text"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"data": [\n{', "line 2"),
        ("[]", "'bad.json', the file: Input should be an object"),
        ('{"data": [{"paragraphs": [{"qas": []}]}]}', "data.0.paragraphs.0.context: Field"),
        ('{"data": [{"paragraphs": []}]}', "'bad.json' holds no question"),
        (qa(id=7), "data.0.paragraphs.0.qas.0.id: Input should be a valid string"),
        (qa(is_impossible=False), "data.0.paragraphs.0.qas.0: '1' has no answer: give one, or set"),
        (qa(answers=[{"answer_start": 1}]), "qas.0.answers.0.text: Field required"),
    ],
)
def test_a_bad_squad_file_is_refused_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(InvalidInput) as error:
        read(path)

    assert told in str(error.value)


def test_a_squad_question_that_stands_twice_is_refused(tmp_path: Path) -> None:
    (entry,) = json.loads(qa())["data"]
    path = tmp_path / "twice.json"
    path.write_text(json.dumps({"data": [entry, entry]}), encoding="utf-8")

    with pytest.raises(InvalidInput, match=r"data\.1\.paragraphs\.0\.qas\.0: the id '1' stands"):
        read(path)


def test_what_is_in_neither_layout_is_told_what_both_look_like(tmp_path: Path) -> None:
    two = tmp_path / "two"
    write_squad(two / "dev.json")
    write_squad(two / "train.json")
    (tmp_path / "notes.txt").write_text("no benchmark")

    for place, told in (
        (tmp_path, "is no benchmark"),
        (tmp_path / "notes.txt", "is no benchmark"),
        (tmp_path / "gone", "does not exist"),
        (two, "holds 2 .json files"),
    ):
        with pytest.raises(InvalidInput, match=told) as error:
            benchmark(place, progress=silent)
        assert "qrels/test.tsv" in str(error.value)
        assert "SQuAD 2.0" in str(error.value)


def test_a_limit_takes_queries_evenly_from_all(tmp_path: Path) -> None:
    material = read_squad(write_squad(tmp_path / "crafts.json"))

    assert [one.id for one in limited(material, 4).queries] == ["0-0", "1-0", "2-0", "3-0"]
    assert limited(material, 40) == limited(material, None) == material
    with pytest.raises(InvalidInput, match="a limit of 0 leaves no query"):
        limited(material, 0)


# Articles


@pytest.mark.parametrize(
    ("document", "title", "text"),
    [
        (Document("1", "Bread & <b>butter", "It is <i>baked."), "Bread & <b>butter", "<i>baked."),
        (Document("7", " \u200b", "One.\nTwo."), "Document 7", "One.\n\nTwo."),
        (Document("c5", "Storage", " \n"), "Storage", "Storage\n\nStorage"),
        (Document("x", "Odd", "\0binary\ud800 text"), "Odd", "binary text"),
    ],
)
def test_any_text_can_be_an_article(
    tmp_path: Path, document: Document, title: str, text: str
) -> None:
    path = tmp_path / "doc-0000001.html"
    path.write_text(page(document), encoding="utf-8")
    article = read_article(path)

    assert article.title == title
    assert article.text.endswith(text)


def test_documents_without_a_word_are_no_articles() -> None:
    documents = [Document("a/b", "", "Text."), Document("n", "", "7 8"), Document("A b", "T", "")]

    assert {slug: one.id for slug, one in by_slug(documents).items()} == {
        "doc-0000001": "a/b",
        "doc-0000003": "A b",
    }


# Measures


def test_rankings_are_measured_as_trec_does() -> None:
    queries = [
        Query("a", "", {"x": 2, "y": 1, "w": 0}, cluster="a"),
        Query("b", "", {"z": 1}, cluster="b"),
        Query("open", "", {"z": 0}, cluster="open"),
    ]
    rankings = {"a": ["w", "x", "y"], "b": [], "open": ["z"]}
    gain, ideal = 2 / math.log2(3) + 1 / math.log2(4), 2 + 1 / math.log2(3)

    found = {one.name: one for one in rated(queries, rankings, [nDCG @ 10, RR @ 10, R @ 1, P @ 1])}

    assert {name: one.n for name, one in found.items()} == dict.fromkeys(found, 2)
    assert found["nDCG@10"].values == pytest.approx({"a": gain / ideal, "b": 0})
    assert found["nDCG@10"].value == pytest.approx(gain / ideal / 2)
    assert (found["RR@10"].value, found["R@1"].value, found["P@1"].value) == (0.25, 0, 0)
    assert found["RR@10"].interval is not None
    assert (found["RR@10"].interval.low, found["RR@10"].interval.high) == (0, 0.5)


def test_nothing_is_measured_where_no_order_can_be_right() -> None:
    assert list(rated([Query("a", "", {"x": 0}, cluster="a")], {"a": ["x"]}, [RR])) == []


@pytest.mark.parametrize(
    ("text", "gold", "held"),
    [
        ("It is baked for seventy minutes.", "Seventy minutes", True),
        ("It is rubbed off with wire-wool!", "the wirewool", True),
        ("Founded in 1999.", "9", False),
        ("They sail in a boat", "an boat", True),
        ("It fell by 5 %.", "%", True),
        ("It fell.", "%", False),
        ("The loaf rests.", "noon", False),
    ],
)
def test_a_gold_answer_is_looked_for_as_whole_words(text: str, gold: str, held: bool) -> None:
    assert holds(text, gold) is held


ANSWERABLE = Query("q", "When?", {"own": 1, "other": 0}, cluster="own", golds=("until noon",))
IMPOSSIBLE = Query("i", "Who?", {"own": 0}, cluster="own")
DOCUMENTS = {"doc-1": Document("own", "", ""), "doc-2": Document("other", "", "")}


def answer(text: str, *articles: str) -> Answer:
    cited = tuple(
        Citation(n, one, "T", "T", text, 0, len(text), "") for n, one in enumerate(articles, 1)
    )
    return Answer(text, (Sentence(text, (1,)),), cited)


@pytest.mark.parametrize(
    ("query", "reply", "kind", "cites", "right"),
    [
        (ANSWERABLE, answer("It rests until noon.", "doc-1"), "answer", True, True),
        (ANSWERABLE, answer("It rests until noon.", "doc-2", "doc-1"), "answer", True, True),
        (ANSWERABLE, answer("It rests until noon.", "doc-2"), "answer", False, False),
        (ANSWERABLE, answer("It rests.", "doc-1"), "answer", True, False),
        (ANSWERABLE, answer("It rests until noon.", SLUG), "referred", False, False),
        (ANSWERABLE, Abstention("not_in_corpus", "Open."), "open", False, False),
        (ANSWERABLE, Referral("See a doctor.", "stop", "U01"), "referred", False, False),
        (IMPOSSIBLE, Abstention("out_of_scope", "Open."), "open", False, True),
        (IMPOSSIBLE, Abstention("unclear", "Which?"), "asked back", False, True),
        (IMPOSSIBLE, Notice("thanks", "You are welcome."), "open", False, True),
        (IMPOSSIBLE, answer("It rests until noon.", "doc-1"), "answer", False, False),
        (IMPOSSIBLE, Referral("See a doctor.", "stop", "U01"), "referred", False, False),
    ],
)
def test_replies_are_judged(
    query: Query, reply: Reply, kind: Kind, cites: bool, right: bool
) -> None:
    turn = Turn("", "", reply, trace=Trace(support=0.3))

    assert judge(query, turn, DOCUMENTS) == Judged(query, kind, cites, right, 0.3)


def test_an_answer_without_a_known_wording_is_right_by_its_document() -> None:
    query = Query("q", "When?", {"own": 1}, cluster="q")

    assert judge(query, Turn("", "", answer("Until noon.", "doc-1")), DOCUMENTS).right


def judged(
    name: str, kind: Kind, support: float, *, wanted: bool, right: bool, cites: bool = False
) -> Judged:
    golds = ("gold",) if wanted else ()
    query = Query(name, "", {"own": int(wanted)}, cluster=name, golds=golds)
    return Judged(query, kind, cites, right, support)


def test_abstention_and_coverage_are_measured_over_all_replies() -> None:
    replies = [
        judged("1", "answer", 0.9, wanted=True, right=True, cites=True),
        judged("2", "answer", 0.8, wanted=True, right=True, cites=True),
        judged("3", "answer", 0.7, wanted=False, right=False),
        judged("4", "answer", 0.6, wanted=True, right=False, cites=True),
        judged("5", "open", 0.1, wanted=True, right=False),
        judged("6", "asked back", 0.1, wanted=False, right=True),
        judged("7", "open", 0.0, wanted=False, right=True),
        judged("8", "referred", 0.0, wanted=False, right=False),
    ]

    found = {one.name: (round(one.value, 4), one.n) for one in summed(replies)}

    assert found == {
        "answers that hold the gold answer": (0.5, 4),
        "relevant document cited": (0.75, 4),
        "abstention precision": (0.6667, 3),
        "abstention recall": (0.5, 4),
        "abstention F1": (0.5714, 8),
        "coverage at 5% risk": (0.25, 8),
        "answered": (0.5, 8),
        "left open": (0.375, 8),
        "asked back": (0.125, 8),
        "referred by safety": (0.125, 8),
    }


def test_abstention_is_not_measured_where_nothing_has_to_be_left_open() -> None:
    names = [one.name for one in summed([judged("1", "open", 0.1, wanted=True, right=False)])]

    assert not [name for name in names if "abstention" in name]
    assert "coverage at 5% risk" in names


def test_a_report_is_a_table_of_searches_and_one_of_replies() -> None:
    (measure,) = rated([Query("a", "", {"x": 1}, cluster="a")], {"a": ["x"]}, [RR])
    report = Report("crafts", "SQuAD", 4, "0" * 64, 1, "model", (), (Row("dense", measure),))
    replies = replace(report, rows=(Row(REPLIES, measure),))

    assert "| dense | 1 | 1.000 (0.207 to 1.000) |" in report.to_markdown()
    assert "Replies" not in report.to_markdown()
    assert "Retrieval" not in replies.to_markdown()


# The whole path, with the packaged model


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, shipped: Assistant) -> Iterator[Path]:
    """An empty data folder of the settings, but for the exported model, which takes long."""
    folder = tmp_path_factory.mktemp("benchmark") / "home"
    folder.mkdir()
    (folder / "models").symlink_to(shipped.settings.home / "models")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_HOME", str(folder))
        yield folder


@pytest.fixture(scope="module")
def of_beir(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Report:
    place = write_beir(tmp_path_factory.mktemp("crafts") / "crafts")
    return benchmark(place, progress=silent)


@pytest.fixture(scope="module")
def of_squad(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Report:
    place = write_squad(tmp_path_factory.mktemp("crafts") / "crafts.json")
    return benchmark(place.parent, progress=silent)


def test_a_beir_benchmark_has_three_rows_of_retrieval(of_beir: Report) -> None:
    retrieval = [one for one in of_beir.rows if one.of != REPLIES]
    expected = ["nDCG@10", "RR@10", "R@100", "P@1"]

    assert [one.of for one in retrieval[::4]] == ["fused", "dense", "lexical"]
    assert [one.measure.name for one in retrieval] == expected * 3
    assert {one.measure.n for one in retrieval} == {4}  # the fifth has to be left open
    assert all(one.measure.interval for one in retrieval)


def test_a_word_that_stands_in_one_document_finds_it_first(of_beir: Report) -> None:
    assert row(of_beir, "lexical", "nDCG@10").values["q2"] == 1
    assert row(of_beir, "lexical", "R@100").values["q2"] == 1


def test_a_judged_document_that_is_missing_counts_as_not_found(of_beir: Report) -> None:
    assert row(of_beir, "dense", "R@100").values["q4"] == 0.5
    assert of_beir.notes[:2] == (
        "Documents that hold no word, and are not indexed: 1.",
        "Relevant documents that the corpus lacks, all missed: 1.",
    )


def test_a_beir_query_without_a_relevant_document_has_to_be_left_open(of_beir: Report) -> None:
    assert row(of_beir, REPLIES, "abstention recall").n == 1
    assert row(of_beir, REPLIES, "abstention F1").n == 5
    assert row(of_beir, REPLIES, "relevant document cited").n == 4
    assert row(of_beir, REPLIES, "coverage at 5% risk").n == 5


def test_a_squad_benchmark_is_asked_as_a_whole(of_squad: Report) -> None:
    assert {one.measure.n for one in of_squad.rows if one.of != REPLIES} == {8}
    assert row(of_squad, REPLIES, "answers that hold the gold answer").n == 8
    assert row(of_squad, REPLIES, "relevant document cited").n == 8
    assert row(of_squad, REPLIES, "abstention recall").n == 4
    assert row(of_squad, REPLIES, "coverage at 5% risk").n == 12
    assert row(of_squad, "fused", "R@5").value == 1  # of four paragraphs that are all found


def test_what_asks_for_help_is_referred_and_counted_apart(of_squad: Report) -> None:
    referred = row(of_squad, REPLIES, "referred by safety")

    assert [name for name, value in referred.values.items() if value] == ["3-2"]


def test_a_second_run_gives_the_same_text_and_builds_nothing(
    of_beir: Report, home: Path, tmp_path: Path
) -> None:
    (place,) = (home / "evals" / "benchmarks").glob(f"{of_beir.documents_sha256[:16]}*")
    built = sorted(path.name for path in (place / "generations").iterdir())
    again = benchmark(write_beir(tmp_path / "crafts"), progress=silent)

    assert again.to_markdown() == of_beir.to_markdown()
    assert sorted(path.name for path in (place / "generations").iterdir()) == built


def test_a_limit_asks_fewer_queries_of_the_same_documents(of_squad: Report, tmp_path: Path) -> None:
    some = benchmark(write_squad(tmp_path / "crafts.json"), progress=silent, limit=4)

    assert (some.queries, some.documents_sha256) == (4, of_squad.documents_sha256)
    assert row(some, REPLIES, "answered").n == 4


def test_two_layouts_share_nothing_but_the_exported_model(
    of_beir: Report, of_squad: Report, home: Path
) -> None:
    folders = sorted((home / "evals" / "benchmarks").iterdir())

    assert len(folders) == 2
    assert {(one / "models").resolve() for one in folders} == {(home / "models").resolve()}
