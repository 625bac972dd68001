"""A trace to the lines that `--explain` prints."""

from assistant.answers.reply import Trace


def to_table(trace: Trace) -> str:
    lines = [
        f"searched   {trace.question!r} in {trace.article or 'no article'}",
        f"decided    {trace.why or 'not searched'} (support {trace.support:+.2f})",
        "took       " + ", ".join(f"{step} {ms:.1f} ms" for step, ms in trace.ms.items()),
        "considered",
    ]
    lines += [
        f"  {one.role:8} {one.name:28} cosine {one.cosine:.2f}  bm25 {one.bm25:5.1f}  "
        f"log p {one.log_p:6.1f}  {one.near}"
        for one in trace.considered
    ]
    return "\n".join(lines)
