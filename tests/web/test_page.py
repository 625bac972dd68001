"""The page and the API's description, in a real browser that has no network."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import uvicorn

from assistant.app import Assistant
from assistant.stores import Stores
from assistant.streams import listen
from assistant.web.api import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = Path("/usr/bin/chromium")
QUOTE = "Hold the weight close to the chest with both hands."

if not CHROMIUM.exists():
    pytest.skip("there is no Chromium here", allow_module_level=True)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM))
        yield opened
        opened.close()


@pytest.fixture
def address(small: Assistant, stores: Stores) -> Iterator[str]:
    with listen("127.0.0.1", 0) as socket:
        server = uvicorn.Server(uvicorn.Config(create_app(small, stores), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]})
        thread.start()
        yield f"http://127.0.0.1:{socket.getsockname()[1]}/"
        server.should_exit = True
        thread.join()


@pytest.fixture
def page(browser: "Browser", address: str) -> "Iterator[Page]":
    """A fresh page; in the end it has asked no other host and complained of nothing."""
    context = browser.new_context()
    opened = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
    opened.set_default_timeout(20_000)
    opened.goto(address)
    yield opened
    context.close()
    hosts = {urlsplit(url).hostname for url in asked if not url.startswith("data:")}
    assert hosts == {"127.0.0.1"}
    assert faults == []


def ask(page: "Page", message: str) -> None:
    page.get_by_label("Your question").fill(message)
    page.get_by_role("button", name="Send").click()


def answer(page: "Page", *labels: str) -> None:
    """Choose among what several questions offer, and go on."""
    for label in labels:
        page.locator(".asks").get_by_text(label, exact=True).click()
    page.get_by_role("button", name="Continue").click()


def choose(page: "Page", name: str) -> None:
    page.locator(".asks").get_by_role("button", name=name, exact=True).click()


def test_an_answer_shows_its_sources_and_a_source_its_place(page: "Page") -> None:
    ask(page, "how do I hold the weight?")
    page.get_by_role("button", name="Set-up").click()

    mark = page.locator("mark")
    sync_api.expect(page.locator(".reply")).to_contain_text(QUOTE)
    sync_api.expect(mark).to_have_text(QUOTE)
    sync_api.expect(mark).to_be_in_viewport()
    sync_api.expect(page.locator("#panel")).to_contain_text("Tester, Test kitchen")

    page.get_by_role("button", name="Close", exact=True).click()
    sync_api.expect(page.locator("#panel")).to_be_hidden()


def test_enter_sends_and_the_number_in_the_text_opens_its_source(page: "Page") -> None:
    page.get_by_label("Your question").fill("how many reps?")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Source 1").click()

    sync_api.expect(page.locator("mark")).to_have_text("Do 8-12 repetitions for 3 sets.")


def test_what_is_written_is_shown_as_text(page: "Page") -> None:
    message = "<img src=x onerror=alert(1)> & <b>bold</b>"
    ask(page, message)

    sync_api.expect(page.locator(".said")).to_contain_text(message)
    sync_api.expect(page.locator(".reply")).to_be_visible()
    assert page.locator(".said img, .said b, .reply img").count() == 0


def test_a_session_is_asked_for_and_built_by_buttons(page: "Page", address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.get_by_role("button", name="Make me a 15 minute session").click()
    answer(page, "Move more freely", "Mat", "Towel")
    choose(page, "Neither")
    choose(page, "None of these")
    choose(page, "0")
    page.get_by_role("spinbutton", name="How old are you?").fill("35")
    answer(page)
    answer(page, "No", "None of these")
    choose(page, "Yes")

    card = page.get_by_role("article", name="Your session")
    sync_api.expect(card).to_be_visible()
    sync_api.expect(card.get_by_role("heading", name="Your session")).to_be_focused()
    text = card.inner_text()
    assert text.index("Stop at once if") < text.index("Warm up") < text.index("Main part")
    sync_api.expect(page.locator(".said").nth(1)).to_have_text(
        "You: For mobility. I have a mat and a towel."
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    card.get_by_text("Heel drag back", exact=True).click()
    sync_api.expect(card).to_contain_text("Slide one heel slowly")
    sync_api.expect(card.get_by_text("PARQ: ")).to_be_hidden()
    card.get_by_text("Sources", exact=True).click()
    sync_api.expect(card.get_by_text("PARQ: ")).to_be_visible()

    with page.context.expect_page() as opened:
        card.get_by_role("link", name="Printable sheet").click()
    stop = opened.value.locator("#stop")
    assert stop.evaluate("box => getComputedStyle(box).borderTopStyle") == "solid"
    with page.expect_download() as taken:
        card.get_by_role("link", name="Calendar").click()
    assert taken.value.suggested_filename.endswith(".ics")

    page.reload()
    sync_api.expect(card).to_be_visible()


def test_a_session_is_asked_for_with_the_keyboard_alone(page: "Page") -> None:
    page.get_by_label("Your question").fill("make me a 15 minute session, I have a bed")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Help my knee get better").focus()
    page.keyboard.press("Enter")
    sync_api.expect(page.get_by_role("button", name="Neither")).to_be_focused()
    page.keyboard.press("Enter")
    first = page.get_by_role("radio", name="Yes").first
    sync_api.expect(first).to_be_focused()
    page.keyboard.press("ArrowRight")

    sync_api.expect(page.get_by_role("radio", name="No").first).to_be_checked()
    page.get_by_role("button", name="Continue").press("Enter")
    sync_api.expect(page.get_by_role("alert")).to_contain_text("Still open: Is one calf")


def test_a_sign_that_is_chosen_ends_the_intake(page: "Page") -> None:
    ask(page, "make me a 15 minute session, I have a bed, for mobility")
    choose(page, "Neither")
    page.get_by_role("radiogroup", name="calf").get_by_text("Yes").click()
    answer(page)

    sync_api.expect(page.locator(".reply.referral")).to_contain_text("Stop the exercise")
    assert page.locator(".asks, .card").count() == 0


def test_a_question_in_between_leaves_the_choices_open(page: "Page") -> None:
    ask(page, "make me a 15 minute session, I have a bed, for mobility")
    ask(page, "how do I hold the weight?")

    sync_api.expect(page.locator(".reply.answer")).to_contain_text(QUOTE)
    choose(page, "An injury")
    sync_api.expect(page.get_by_label("Your question")).to_have_value("I had an injury: ")
    choose(page, "Neither")
    sync_api.expect(page.get_by_label("Your question")).to_have_value("")
    sync_api.expect(page.get_by_role("button", name="None of these")).to_be_visible()


def test_nothing_goes_with_no_other_thing(page: "Page") -> None:
    ask(page, "make me a 15 minute session")
    kit = page.get_by_role("group", name="What do you have at hand?")
    for label in ("Mat", "Towel", "Nothing"):
        kit.get_by_text(label, exact=True).click()

    sync_api.expect(kit.get_by_role("checkbox", checked=True)).to_have_count(1)
    sync_api.expect(kit.get_by_role("checkbox", name="Nothing")).to_be_checked()


def test_an_example_can_be_asked_and_a_silence_is_told(page: "Page") -> None:
    page.get_by_role("button", name="How many sets").click()
    sync_api.expect(page.locator(".reply")).to_have_count(1)
    ask(page, "how long do I rest between sets?")

    sync_api.expect(page.locator(".reply.abstention")).to_contain_text("The article doesn't say")


def test_a_conversation_is_there_after_a_reload_until_a_new_one_starts(
    page: "Page",
) -> None:
    ask(page, "how many reps?")
    sync_api.expect(page.locator(".reply")).to_have_count(1)
    page.reload()
    sync_api.expect(page.locator(".reply")).to_have_count(1)

    page.get_by_role("button", name="New conversation").click()
    sync_api.expect(page.locator(".reply")).to_have_count(0)
    page.reload()
    sync_api.expect(page.get_by_text("for a session of your own, for example:")).to_be_visible()


def test_a_message_that_is_too_long_is_not_sent(page: "Page") -> None:
    ask(page, "ü" * 5_001)

    sync_api.expect(page.locator("#hint")).to_contain_text("Too long by 2 bytes")
    assert page.locator(".said").count() == 0


def test_the_page_says_that_it_is_no_medical_advice(page: "Page") -> None:
    told = page.get_by_role("banner")

    sync_api.expect(told).to_contain_text("not medical advice")
    sync_api.expect(told).to_contain_text("no clinician has reviewed it")


def test_the_description_of_the_api_works_without_a_network(page: "Page", address: str) -> None:
    page.goto(f"{address}docs")

    sync_api.expect(page.get_by_text("no clinician has reviewed it")).to_be_visible()
    page.get_by_role("link", name="/v1/chat", exact=True).click()
    sync_api.expect(page.get_by_text("What is wrong, and what to do").first).to_be_visible()
