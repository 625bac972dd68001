"""What sources allow after an operation, read a second time and apart from limits.toml."""

from math import inf

from assistant.safety.rule import Variation

Operation = tuple[str, str]  # a procedure, and the graft of an ACL reconstruction
Stages = dict[Variation, float]

ASK = inf  # no week: a clinician has to say so
YEAR = 52.0  # after which no source speaks of limits any more (our inference)


def stages(
    assisted: float, drag: float, bridge: float, standing: float, slider: float, band: float
) -> Stages:
    """The first week of each; a low-friction, chair or single-leg drag is a drag."""
    return {
        "assisted": assisted,
        "low_friction": drag,
        "chair": drag,
        "basic": drag,
        "single_leg": drag,
        "bridge": bridge,
        "standing": standing,
        "slider": slider,
        "band": band,
    }


# Towel only, so that the donor muscle rests [GUELICH 4 weeks, WINDER 6]; curls from 6 [SKELHS],
# resistance from 12 [VTFC, MLKI]; two heels on a slider after no repair before 12.
HAMSTRING_GRAFT = stages(0, 6, 6, 6, 12, 12)
# Heel slides from day 1 [OHZA, NCA, SPRINT]; bridge at 2 to 4 [ACLHEAL], load at 4 to 8 [MKS].
OTHER_GRAFT = stages(0, 0, 4, 8, 12, 8)

# Where sources differ, the later week.
FORBIDDEN_BEFORE: dict[Operation, Stages] = {
    ("aclr", ""): HAMSTRING_GRAFT,
    ("aclr", "hamstring"): HAMSTRING_GRAFT,
    ("aclr", "patellar"): OTHER_GRAFT,
    ("aclr", "quad"): OTHER_GRAFT,
    ("aclr", "allograft"): OTHER_GRAFT,
    # Unresisted up to the cap [MLKI, MGBMEN, SCHOLL]; curls in weeks 7 to 8 [MSKKEY].
    ("meniscus_body", ""): stages(0, 0, 6, 8, 12, 8),
    # No active hamstrings for 6 weeks [MLKI, ROOT], heel slides in weeks 7 to 8 [DRTREV].
    ("meniscus_root", ""): stages(ASK, 8, 12, 12, 12, 12),
    # Week 8 only if a clinician saw no posterior drawer [MLKI]; else 12 [STLPCL].
    ("pcl", ""): stages(ASK, 12, 12, 12, 12, 12),
    # From day 1 [NBT, ARUK]; ankle weight at 4 to 6 weeks [CSPIRIT].
    ("tka", ""): stages(0, 0, 6, 6, 12, 6),
    # The hip to 90° at the most [MKUH]; the rest waits for clearance [SUNNY, LHSC].
    ("tha", ""): stages(0, 0, ASK, ASK, ASK, ASK),
    # The surgeon's cap, and clearance up to weeks 6 to 8; load from 12 [CHIQT, QTDOC, STONYQT].
    ("quad_or_patellar_tendon", ""): stages(8, 8, 8, 12, 12, 12),
    # Drag and bridge at 6 to 12, resistance from 12 [SACHS, CHIHS, STEWHS].
    ("prox_hamstring", ""): stages(ASK, 12, 12, 12, 12, 12),
    ("arthroscopy", ""): stages(0, 0, 0, 0, 0, 0),  # by pain, not by week [SAMIMI, NEMEX]
    ("bone", ""): stages(ASK, ASK, ASK, ASK, ASK, ASK),  # until declared healed
    ("unknown", ""): stages(12, 12, 12, 12, 12, 12),  # limits depend on the operation [MGBACL]
}

# Up to this week, and where it is not known, a surgeon or clinic has to clear any exercise at all.
CLEARANCE_UP_TO: dict[Operation, float] = {
    ("aclr", ""): 12,  # graft not known [MGBACL, MLKI]
    ("unknown", ""): 12,
    ("quad_or_patellar_tendon", ""): 8,  # [CHIQT, STONYQT, QTDOC]
}
# The knee, in degrees, before a week.
CAPS_BEFORE: dict[Operation, tuple[tuple[float, float], ...]] = {
    ("aclr", ""): ((4, 100),),
    ("aclr", "hamstring"): ((4, 100),),  # [SCHOLL]
    ("meniscus_body", ""): ((6, 90),),  # 3 weeks [MGBMEN], 4 [MLKI], 6 [SCHOLL]
    ("meniscus_root", ""): ((4, 60), (6, 90)),  # [BORQUE]
    ("quad_or_patellar_tendon", ""): ((4, 30), (8, 90)),  # [STONYQT, QTDOC]
}
# The hip, in degrees, before a week.
HIP_CAPS_BEFORE: dict[Operation, tuple[float, float]] = {
    ("tha", ""): (12, 90),  # 6 to 8 weeks [MKUH, SUNNY], "up to months" [LHSC]
    ("prox_hamstring", ""): (6, 45),  # 45 to 60° early [STEWHS]
}
