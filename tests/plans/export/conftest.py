"""What the tests of exports share."""

import pytest

from assistant.plans.export import Printed


@pytest.fixture
def printed() -> Printed:
    return Printed(
        positions={
            "assisted": "supine", "basic": "supine", "chair": "sitting", "standing": "standing"
        },
        emergency_number="112",
    )  # fmt: skip
