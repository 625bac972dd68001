"""The command line, as a process for each command."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answers.phrases import FOREIGN_EMERGENCY, LANGUAGE
from assistant.app import Assistant

ROOT = Path(__file__).parent.parent
SECONDS = 120  # for a process on a busy machine; an idle one takes two or three
COMMANDS = ["ask", "chat", "serve", "ingest", "articles", "remove", "lint", "safety"]
COMMANDS += ["plan", "log", "swap", "export"]
SQUAT = """---
title: Goblet Squat
source: {author: Tester, site: Test kitchen}
---

# Goblet Squat

A squat in which a weight is held before the chest.

## Set-up

- **Grip:** Hold the weight “close” to the chest with both hands.
- **Feet:** Stand with the feet as wide as the shoulders.
"""
FACTS = """
[[fact]]
id = "grip"
kind = "start"
quotes = ["Hold the weight “close” to the chest with both hands."]
asks = ["how do I hold the weight?", "where does the weight go"]

[[fact]]
id = "feet"
kind = "start"
quotes = ["Stand with the feet as wide as the shoulders."]
asks = ["where do my feet go?", "how wide do I stand"]
"""
HOLD = "How do I hold the weight?"  # a wording of the facts: no ranking is at stake
PLANK = SQUAT.replace("Goblet Squat", "Side Plank").replace("squat", "plank")


@pytest.fixture(scope="module")
def home(shipped: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder over a corpus of one small article; the exported model is the shipped one's."""
    folder = tmp_path_factory.mktemp("cli")
    article = folder / "corpus" / "goblet-squat"
    article.mkdir(parents=True)
    (article / "article.md").write_text(SQUAT, encoding="utf-8")
    (article / "facts.toml").write_text(FACTS, encoding="utf-8")
    for part in ("models", "vectors"):
        shutil.copytree(shipped.settings.home / part, folder / "home" / part)
    done = run("ingest", home=folder / "home")
    assert done.returncode == 0, done.stderr
    return folder / "home"


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "assistant", *arguments]


def heeding_interrupts() -> None:
    """A suite that runs in the background has Ctrl-C ignored, which its children would inherit."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def surroundings(home: Path, **more: str) -> dict[str, str]:
    own = {"ASSISTANT_HOME": str(home), "ASSISTANT_CORPUS": str(home.parent / "corpus")}
    return os.environ | {"PYTHONIOENCODING": "utf-8"} | own | more


def run(
    *arguments: str, home: Path, given: bytes = b"", **more: str
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command(*arguments),
        cwd=ROOT,
        env=surroundings(home, **more),
        input=given,
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    told, complained = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    return subprocess.CompletedProcess(done.args, done.returncode, told, complained)


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """Checks that a command ended with exit code 2 and one sentence, and returns that."""
    assert "Traceback" not in done.stderr
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.endswith(".\n")
    return done.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_help(tmp_path: Path, name: str) -> None:
    done = run(name, "--help", home=tmp_path)

    assert done.returncode == 0
    assert f"assistant {name} [OPTIONS]" in done.stdout
    assert list(tmp_path.iterdir()) == []  # nothing was built to say so


def test_help_names_every_command_and_that_it_is_not_medical_advice(tmp_path: Path) -> None:
    done = run("--help", home=tmp_path)

    assert {name for name in COMMANDS if f"\n  {name} " not in done.stdout} == set()
    assert "Not medical advice" in done.stdout


def test_ask_prints_the_answer_and_its_sources(home: Path) -> None:
    done = run("ask", HOLD, home=home)

    assert done.returncode == 0, done.stderr
    assert "\nSources\n  [1] Goblet Squat › " in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
def test_json_is_utf8_whatever_the_terminal_speaks(home: Path, encoding: str) -> None:
    done = run("ask", "--json", "--explain", HOLD, home=home, PYTHONIOENCODING=encoding)

    reply = json.loads(done.stdout)
    text = run("ask", HOLD, home=home, PYTHONIOENCODING="ascii:strict").stdout
    assert reply["kind"] == "answer"
    assert "“close”" in reply["text"]
    assert reply["explain"]["considered"]
    assert "?close?" in text  # and an ASCII terminal gets what it can show


def test_explain_shows_what_was_searched(home: Path) -> None:
    done = run("ask", HOLD, "--explain", home=home)

    assert done.returncode == 0, done.stderr
    assert {"searched", "decided", "took", "considered"} <= {*done.stdout.split()}


@pytest.mark.parametrize("way", ["file", "-"])
def test_a_batch_is_answered_in_its_order(home: Path, tmp_path: Path, way: str) -> None:
    lines = [
        {"id": "a", "question": HOLD},
        {"id": 2, "turns": ["hello", "thank you"]},
        {"id": "a", "question": "Wie halte ich das Gewicht für die Übung?"},
    ]
    text = "\n\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    (tmp_path / "questions.jsonl").write_text(text, encoding="utf-8")
    place = "-" if way == "-" else str(tmp_path / "questions.jsonl")
    given = text.encode() if way == "-" else b""

    done = run("ask", "--batch", place, "--json", home=home, given=given, PYTHONIOENCODING="ascii")
    told = [json.loads(line) for line in done.stdout.splitlines()]

    assert done.returncode == 0, done.stderr
    assert [line["id"] for line in told] == ["a", 2, "a"]
    assert [line["reply"]["kind"] for line in told] == ["answer", "notice", "abstention"]
    assert told[2]["reply"]["reason"] == "language"


def test_a_batch_can_be_read_by_people(home: Path) -> None:
    done = run("ask", "--batch", "-", home=home, given=b'{"id": "first", "question": "thanks"}')

    assert done.stdout.startswith("first: You're welcome")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'{"id": 1, "question": "hi"}\n{"id": 2\n', "line 2: Invalid JSON"),
        (b'\n\n{"id": 1, "question": "  "}\n', "line 3: the message is empty"),
        (b'{"id": 1}', "line 1: give either 'question' or 'turns'"),
        (b'{"id": 1, "question": "hi", "turns": ["hi"]}', "line 1: give either"),
        (b'{"id": 1, "turns": ["hi", ""]}', "line 1: the message is empty"),
        (b'{"question": "hi"}', "line 1: "),
        (b"[1]", "line 1: "),
        (json.dumps({"id": 1, "question": "a" * 10_001}).encode(), "line 1: the message has"),
        (b"\x89PNG\x00\xff", "can't be read"),
    ],
)
@pytest.mark.parametrize("way", ["file", "-"])
def test_a_bad_line_of_a_batch_is_named(
    tmp_path: Path, content: bytes, says: str, way: str
) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(content)
    given = content if way == "-" else b""

    done = run("ask", "--batch", "-" if way == "-" else str(path), home=tmp_path, given=given)

    assert says in refused(done)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["ask"], "the message is empty"),
        (["ask", " \t "], "the message is empty"),
        (["ask", "a" * 10_001], "fewer words"),
        (["ask", "bell\x07"], "plain text"),
        (["ask", "--batch", "{folder}/none.jsonl"], "none.jsonl"),
        (["ask", "--batch", "{folder}"], "can't be read"),
        (["ask", "why?", "--batch", "{folder}/none.jsonl"], "not both"),
        (["ingest", "{folder}/none.md"], "does not exist"),
        (["ingest", "{folder}/photo.md"], "photo.md"),
        (["ingest", "{folder}/notes.pdf"], "notes.pdf"),
        (["lint", "{folder}/none.md"], "does not exist"),
        (["remove", "none"], "no article 'none'"),
        (["remove", ".."], "no article '..'"),
        (["serve", "--host", "203.0.113.7"], "203.0.113.7"),
        (["serve", "--host", "no.such.host.invalid"], "no.such.host.invalid"),
        (["serve", "--port", "70000"], "70000"),
    ],
)
def test_bad_input_ends_with_a_sentence_and_exit_code_2(
    tmp_path: Path, arguments: list[str], says: str
) -> None:
    (tmp_path / "photo.md").write_bytes(b"\x89PNG\x00\xff\xfe")
    (tmp_path / "notes.pdf").write_bytes(b"%PDF-1.7")
    done = run(*(one.format(folder=tmp_path) for one in arguments), home=tmp_path / "home")

    assert says.lower() in refused(done).lower()


@pytest.mark.parametrize("arguments", [["ask", "why?"], ["chat"], ["ingest"], ["articles"]])
def test_a_home_that_can_not_be_written_is_told(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "file").write_text("no folder")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "goblet-squat.md").write_text(SQUAT, encoding="utf-8")
    corpus = str(tmp_path / "corpus")

    done = run(*arguments, home=tmp_path / "file" / "home", ASSISTANT_CORPUS=corpus)

    assert "ASSISTANT_HOME" in refused(done)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("ASSISTANT_CORPUS", "/nowhere", "does not exist"),
        ("ASSISTANT_HOME", "~nobody-of-that-name/x", "ASSISTANT_HOME can't be used"),
        ("ASSISTANT_EMBEDDING", "/nowhere", "ASSISTANT_EMBEDDING"),
    ],
)
def test_a_setting_that_can_not_be_used_is_named(
    home: Path, name: str, value: str, says: str
) -> None:
    done = run("ask", "why?", home=home, given=b"", **{name: value})

    assert says in refused(done)


def test_an_address_that_is_none_is_named_after_the_reason_to_build(home: Path) -> None:
    done = run("articles", home=home, ASSISTANT_CHROMA_URL="nowhere")

    why, told = done.stderr.splitlines()
    assert done.returncode == 2
    assert why.startswith("Building the index")
    assert told.startswith("ASSISTANT_CHROMA_URL='nowhere' is not an address")


def test_a_database_that_can_not_be_used_is_named(home: Path) -> None:
    done = run("chat", home=home, ASSISTANT_DATABASE_URL="nonsense")

    assert "ASSISTANT_DATABASE_URL" in refused(done)


def test_a_chat_is_kept_and_can_be_gone_on_with(home: Path, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'chat.sqlite3'}"
    given = HOLD.encode() + b"\n\xff\xfe\n" + b"a" * 10_001 + b"\nWie viele sind es?\n\nnot read\n"
    done = run("chat", home=home, given=given, ASSISTANT_DATABASE_URL=database)
    name = done.stderr.split()[-1]
    again = run("chat", "--conversation", name, home=home, ASSISTANT_DATABASE_URL=database)

    assert done.returncode == 0, done.stderr
    assert "Goblet Squat › " in done.stdout
    assert "fewer words.\n" in done.stdout
    assert done.stdout.rstrip().endswith(f"{LANGUAGE} {FOREIGN_EMERGENCY.format(number=112)}")
    assert again.stdout.startswith(f"> {HOLD}\n")
    assert again.stderr == done.stderr


@pytest.mark.parametrize("name", ["none", "5d2f0c1e-7d0a-4b53-9d0c-2f8a6f9f4a11"])
def test_a_chat_that_is_not_there_can_not_be_gone_on_with(
    home: Path, tmp_path: Path, name: str
) -> None:
    database = f"sqlite:///{tmp_path / 'chat.sqlite3'}"
    done = run("chat", "--conversation", name, home=home, ASSISTANT_DATABASE_URL=database)

    assert name in refused(done)


def test_an_article_is_added_listed_and_removed(home: Path, tmp_path: Path) -> None:
    mine = tmp_path / "home"
    shutil.copytree(home, mine)
    shutil.copytree(home.parent / "corpus", tmp_path / "corpus")
    (tmp_path / "side-plank.md").write_text(PLANK, encoding="utf-8")

    added = run("ingest", str(tmp_path / "side-plank.md"), home=mine)
    listed = run("articles", home=mine)
    removed = run("remove", "side-plank", home=mine)

    assert added.stdout.startswith("2 articles, "), added.stderr
    assert [line.split(":")[0] for line in listed.stdout.splitlines()] == [
        "goblet-squat",
        "side-plank",
    ]
    assert removed.stdout == "side-plank is removed; 1 articles are left.\n"
    assert "shipped ones stay" in refused(run("remove", "goblet-squat", home=mine))


def test_an_index_that_is_up_to_date_is_left_as_it_is(home: Path) -> None:
    done = run("ingest", home=home)

    assert done.stdout.endswith(" entries: nothing has changed.\n")
    assert done.stderr == ""


def test_lint_ends_with_1_when_it_finds_faults_and_names_them(home: Path, tmp_path: Path) -> None:
    (tmp_path / "bare.md").write_text("# Bare\n\nStand up.\n", encoding="utf-8")

    done = run("lint", str(tmp_path / "bare.md"), home=home)

    assert done.returncode == 1
    assert "bare.md" in done.stdout
    assert "1 articles, " in done.stdout


@pytest.fixture
def serving(home: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    more = {"ASSISTANT_DATABASE_URL": f"sqlite:///{tmp_path / 'served.sqlite3'}"}
    with subprocess.Popen(
        command("serve", "--port", "0"),
        cwd=ROOT,
        env=surroundings(home, **more),
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heeding_interrupts,
    ) as process:
        yield process
        process.kill()


def test_serve_answers_and_ends_quietly_on_ctrl_c(serving: subprocess.Popen[str]) -> None:
    assert serving.stderr is not None
    told = serving.stderr.readline()
    address = told.split()[2]
    with urllib.request.urlopen(f"{address}readyz", timeout=SECONDS) as response:
        ready = json.load(response)
    serving.send_signal(signal.SIGINT)

    assert ready["status"] == "ready"
    assert serving.wait(SECONDS) == 0
    assert serving.stderr.read() == ""


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run("serve", "--port", port, home=tmp_path)

    assert f"Port {port} on 127.0.0.1 can't be used" in refused(done)
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_ends_a_chat_without_a_traceback(home: Path, tmp_path: Path) -> None:
    more = {"ASSISTANT_DATABASE_URL": f"sqlite:///{tmp_path / 'chat.sqlite3'}"}
    with subprocess.Popen(
        command("chat"),
        cwd=ROOT,
        env=surroundings(home, **more) | {"PYTHONUNBUFFERED": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heeding_interrupts,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("thanks\n")
        process.stdin.flush()
        assert process.stdout.readline() == "You're welcome.\n"
        process.send_signal(signal.SIGINT)
        _, complained = process.communicate(timeout=SECONDS)

    assert process.returncode == 0
    assert complained.startswith("To go on: assistant chat --conversation ")


def test_ctrl_c_ends_a_command_without_a_traceback(home: Path) -> None:
    with subprocess.Popen(
        command("ask", "--batch", "-"),
        cwd=ROOT,
        env=surroundings(home, PYTHONVERBOSE="1"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heeding_interrupts,
    ) as process:
        assert process.stderr is not None
        while "import 'assistant.batch'" not in process.stderr.readline():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)  # it waits for lines, or is about to
        _, complained = process.communicate(timeout=SECONDS)

    assert process.returncode == 130
    assert "Traceback" not in complained


@pytest.mark.parametrize("arguments", [["--help"], ["lint"], ["ask", "thanks"], ["articles"]])
def test_output_to_a_pipe_that_nobody_reads_ends_quietly(home: Path, arguments: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        done = subprocess.run(
            command(*arguments),
            cwd=ROOT,
            env=surroundings(home),
            stdout=closed,
            stderr=subprocess.PIPE,
            timeout=SECONDS,
            check=False,
        )

    assert (done.returncode, done.stderr) == (1, b"")
