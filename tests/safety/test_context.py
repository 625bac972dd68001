"""How a sentence is meant: what is denied, past, of somebody else or asked in general."""

import pytest

from assistant.safety.context import denied, general, of_another, past, reports_nothing


@pytest.mark.parametrize("sentence", [
    "no chest pain",
    "i have no chest pain and no fever",
    "i don't have any calf pain or swelling",
    "there isn’t any numbness",
    "without any pain",
    "neither pain nor swelling",
    "free of pain",
    "nothing hurts",
    "the scan ruled out a clot",
    "the swelling has gone",
    "the swelling has gone down",
    "the fever is gone, thanks",
    "the pain and the fever have gone completely",
    "the rash cleared up",
])  # fmt: skip
def test_a_symptom_with_a_no_before_it_is_denied(sentence: str) -> None:
    assert denied(sentence)


@pytest.mark.parametrize("sentence", [
    "chest pain",
    "my knee has gone red",
    "it has gone red and hot",
    "my foot has gone cold",
    "the pain has gone into my chest",
    "the numbness hasn't gone",
    "not sure why i get chest pain",
    "it is not just sore",
    "i have not slept, chest pain",
    "no idea why my calf is swollen",
    "no strength, the leg is numb",
    "nothing helps, the pain stays",
    "i've never had pain this bad",
    "i can't stop the bleeding",
    "i don't have pain but my calf is swollen",
    "no pain, only swelling",
    "no chest pain at rest, but chest pain on the stairs",
    "no, i mean the other one, since yesterday evening there is pain",
    "how many reps",
    "no towel here",
])  # fmt: skip
def test_a_symptom_that_stands_is_not_denied(sentence: str) -> None:
    assert not denied(sentence)


@pytest.mark.parametrize("sentence", [
    "no chest pain, my calf is swollen and hot",
    "no fever, calf swollen, hot",
    "no pain in my chest and my calf is swollen",
    "i have no fever and my wound is leaking pus",
    "never had this chest pain before",
])  # fmt: skip
def test_a_no_does_not_reach_the_next_symptom(sentence: str) -> None:
    assert not denied(sentence)


@pytest.mark.parametrize("sentence", [
    "had a dvt in 2015, all fine since",
    "i fainted last summer",
    "my knee used to lock",
    "i broke it years ago",
    "as a kid i had seizures",
    "it went away",
    "it was a clot months ago but it healed",
    "history of clots",
])  # fmt: skip
def test_what_is_over_is_past(sentence: str) -> None:
    assert past(sentence)


@pytest.mark.parametrize("sentence", [
    "chest pain",
    "i broke it years ago and today it is swollen again",
    "a clot in 2015, and now the calf hurts again",
    "it used to lock, now it keeps locking",
    "the pain came on last night",
    "it started an hour ago",
])  # fmt: skip
def test_what_goes_on_is_not_past(sentence: str) -> None:
    assert not past(sentence)


@pytest.mark.parametrize("sentence", [
    "my wound was fine now it is leaking pus",
    "last year my knee was replaced and the wound is leaking",
    "knee replaced last summer, chest pain when i do it",
    "had a dvt in 2019 and this feels exactly the same, same leg, same ache",
    "i used to run and my chest hurts",
])  # fmt: skip
def test_a_past_event_beside_a_symptom_that_goes_on_is_not_past(sentence: str) -> None:
    assert not past(sentence)


@pytest.mark.parametrize("sentence", [
    "my mum had a stroke years ago",
    "my friend had chest pain yesterday",
    "our neighbour died of a clot",
    "a mate got a blood clot once",
])  # fmt: skip
def test_what_happened_to_somebody_else_is_of_another(sentence: str) -> None:
    assert of_another(sentence)


@pytest.mark.parametrize("sentence", [
    "my nan's knee wound has gone all green",
    "my mum is having a stroke",
    "my dad collapsed and he's not breathing",
    "my sister fainted just now",
    "my friend had a clot and i have the same pain",
    "i had chest pain",
    "my brother fell and can't get up",
])  # fmt: skip
def test_somebody_in_trouble_now_is_not_of_another(sentence: str) -> None:
    assert not of_another(sentence)


def test_somebody_who_collapsed_during_the_exercise_is_not_of_another() -> None:
    assert not of_another("my mum was doing her slides and collapsed")


@pytest.mark.parametrize("sentence", [
    "is calf pain a red flag?",
    "what are the signs of a blood clot?",
    "how do i know if it is a clot",
    "what is a dvt?",
    "if i ever get chest pain",
    "can heel slides cause a clot?",
    "when should i call a doctor about swelling",
    "what should i do if my knee locks",
])  # fmt: skip
def test_a_question_for_knowledge_is_general(sentence: str) -> None:
    assert general(sentence)


@pytest.mark.parametrize("sentence", [
    "i have chest pain, what are the causes of that",
    "my calf is swollen, is that a red flag",
    "what should i do if my knee is locked? i've got it stuck",
    "should i stop, my chest hurts",
    "how many reps",
])  # fmt: skip
def test_a_report_with_a_question_is_not_general(sentence: str) -> None:
    assert not general(sentence)


@pytest.mark.parametrize("sentence", [
    "my foot's gone white, is that an emergency?",
    "breathing in hurts, is it a red flag?",
    "fever and a red swollen knee, is that serious for me now?",
    "severe pain and a drum-tight shin after my fall today, is that an emergency?",
    "can heel slides cause the chest pain i get?",
    "what's the point of rehab, i'm going to end it anyway",
    "what if i've taken twenty paracetamol",
])  # fmt: skip
def test_a_report_in_the_form_of_a_question_is_not_general(sentence: str) -> None:
    assert not general(sentence)


@pytest.mark.parametrize(("sentence", "nothing"), [
    ("my knee has gone red", False),
    ("the swelling has gone", True),
    ("my nan's knee wound has gone all green", False),
    ("my calf is swollen and hot", False),
    ("how many reps?", False),
    ("is calf pain a red flag?", True),
    ("my mum had a stroke years ago", True),
    ("had a dvt in 2015, all fine since", True),
])  # fmt: skip
def test_any_of_the_four_is_enough_to_report_nothing(sentence: str, nothing: bool) -> None:
    assert reports_nothing(sentence) == nothing
