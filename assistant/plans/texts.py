"""A person's case to what a plan says beside its exercises, each sentence with its origin."""

from collections.abc import Iterator, Mapping

from assistant.plans.plan import Ahead, Origin, Said
from assistant.plans.profile import Goal, Profile
from assistant.safety.allowance import Allowance
from assistant.safety.rule import ACTIONS, Rulebook

ARTICLE = "heel-drag-back"
REVIEW_DAYS = 14  # after which a plan is looked at again (our inference)


def quoted(text: str, quote: str) -> Said:
    return Said(
        text=text,
        origin=Origin(of="article", sources=("ART",), article=ARTICLE, quote=quote),
    )


def sourced(text: str, *sources: str, because: str = "") -> Said:
    return Said(text=text, origin=Origin(of="source", sources=sources), because=because)


PURPOSE: Mapping[Goal, Said] = {
    "knee_rehab": quoted(
        "It helps you to bend your knee with control again, with no weight on it.",
        "It is excellent for knee recovery after surgery, such as an ACL reconstruction, because "
        "the knee flexes under control and is non-weight-bearing.",
    ),
    "activation": quoted(
        "It wakes up the muscles at the back of your thighs before harder work.",
        "It wakes up hamstrings that are often underactive, and so prepares them for more "
        "strenuous exercise.",
    ),
    "strength": quoted(
        "It builds strength and control at the back of your thighs and hips.",
        "It is a foundational rehabilitation and activation exercise, often used to gain control "
        "of knee flexion, build strength in the posterior chain and get ready for more dynamic "
        "movements.",
    ),
    "mobility": quoted(
        "It is a gentle way to loosen stiff legs.",
        "After a workout it can be a gentle way to promote blood flow and to reduce stiffness in "
        "the muscles.",
    ),
    "cool_down": quoted(
        "It lets your legs wind down after other exercise.",
        "After a workout it can be a gentle way to promote blood flow and to reduce stiffness in "
        "the muscles.",
    ),
}
SHARP = quoted(
    "Sharp pain: stop at once, and do no more that day.",
    "Stop immediately if you feel sharp pain.",
)


def stop_signs(*, number: str, pregnant: bool) -> Iterator[Said]:
    """What ends a session at once; the first thing that a person reads."""
    yield sourced(
        f"Chest pain, fainting, or no breath: stop and call {number}.", "FAIRVIEW", "PARQ", "AHA"
    )
    yield SHARP
    yield sourced("Dizzy or out of breath: stop and sit down. Do not go on.", "FAIRVIEW")
    yield sourced(
        "One calf or thigh sore, swollen, warm or red: stop and be seen today.",
        "NICE158", "NHLBI",
    )  # fmt: skip
    yield sourced(
        "A hot, red or fast swelling knee, or a fever: stop and be seen today.",
        "JHM", "GCARE", "SENIOR",
    )  # fmt: skip
    yield sourced("The knee locks or gives way: stop and be seen today.", "BORDERS", "LINCS")
    yield sourced("New numb spots or a weak foot: stop and be seen today.", "MOMAYA")
    if pregnant:
        yield sourced(
            "Bleeding, leaking fluid, cramps, or the baby moves less: stop and call your midwife.",
            "PREGSTOP",
        )


def special(profile: Profile, allowance: Allowance, rulebook: Rulebook) -> Iterator[Said]:
    """What to heed in this case: the rules that change something, and what limits come from."""
    rules = [one for one in rulebook.rules if one.id in allowance.rules]
    for rule in sorted(rules, key=lambda one: -ACTIONS.index(one.action)):
        yield Said(
            text=rule.first,
            origin=Origin(
                of="inference" if rule.inference else "source",
                sources=tuple(basis.key for basis in rule.sources),
            ),
            because=rule.id,
        )
    for limit in rulebook.limits:
        if limit.id in allowance.limits:
            yield Said(
                text=limit.ours,
                origin=Origin(
                    of="source", sources=tuple(basis.key for basis in limit.sources),
                    note="what we take from them",
                ),
                because=limit.id,
            )  # fmt: skip
    yield quoted(
        "If a move is not comfortable, make it smaller or stop.",
        "Take discomfort as a sign to modify the exercise or to stop.",
    )
    if profile.event is not None and profile.event.kind != "none":
        yield quoted(
            "Show this plan to your physio. Their word comes first.",
            "After an injury or operation, follow the guidance of a physical therapist.",
        )


NEMEX = Origin(of="source", sources=("NEMEX",))
ADAMS = Origin(
    of="inference", sources=("ADAMS",), note="written for the return to football; self-reported"
)
OURS = Origin(of="inference", note="two sessions in a row, as training apps do it")
# How it goes on: the rules that are applied to the logs, the most careful first.
AHEAD = (
    Ahead(
        kind="stop",
        when="Pain goes above 5 of 10, or is sharp at all",
        then="Stop. Do not train until it is back to usual. Be seen if it is not by the next day.",
        origin=NEMEX,
    ),
    Ahead(
        kind="regress",
        when="You can't finish the sets two times in a row, or pain stays up the next morning",
        then="Take the easier exercise next time.",
        origin=NEMEX,
    ),
    Ahead(
        kind="hold",
        when="Pain in the session is above 2 and up to 5 of 10, or the knee is more swollen",
        then="Keep the same dose. Nothing gets harder.",
        origin=NEMEX,
    ),
    Ahead(
        kind="hold",
        when="The knee swells a lot",
        then="Keep the same dose and let it settle. If it comes again next time, stop and tell "
        "your physio.",
        origin=ADAMS,
    ),
    Ahead(
        kind="progress",
        when="You finish all sets two times in a row with pain at 2 or less, and feel as usual "
        "the next morning",
        then="One thing gets a little harder. First it is the bend, within your limit. Then it is "
        "more repetitions, then more sets. Then it is less help, or a harder exercise, and last "
        "of all a band.",
        origin=OURS,
    ),
)
