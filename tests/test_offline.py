"""Without a network everything works; the suite itself runs without one."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_socket import SocketConnectBlockedError

from assistant.app import Assistant

ROOT = Path(__file__).parent.parent
DOCUMENTATION = "192.0.2.1"  # RFC 5737: belongs to nobody


def test_the_suite_reaches_no_host_but_this_one() -> None:
    refused = (SocketConnectBlockedError, UserWarning)  # it warns first, and warnings are errors
    with socket.socket() as client, pytest.raises(refused, match=DOCUMENTATION):
        client.connect((DOCUMENTATION, 80))


def test_the_suite_reaches_this_host() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as client,
    ):
        assert client.getpeername() == server.getsockname()


def test_a_question_is_answered_where_there_is_no_network_at_all(shipped: Assistant) -> None:
    unshare = shutil.which("unshare")
    alone = (
        [str(unshare), "--net"] if os.geteuid() == 0 else [str(unshare), "--net", "--map-root-user"]
    )
    if not unshare or subprocess.run([*alone, "true"], check=False).returncode:
        pytest.skip("a process can't be cut off from the network here")
    done = subprocess.run(
        [*alone, sys.executable, "-m", "assistant", "ask", "How many sets?", "--json"],
        cwd=ROOT,
        env=os.environ | {"ASSISTANT_HOME": str(shipped.settings.home)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["kind"] == "answer"
