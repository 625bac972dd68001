"""A response to one that tells a browser to be careful."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",  # what someone asks about their body stays in no cache
}
LOCKED = "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
# Nothing is ever loaded from another host: both pages work with no network.
POLICIES = {
    "/": (
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
        f"connect-src 'self'; {LOCKED}"
    ),
    "/docs": (
        "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data:; connect-src 'self'; {LOCKED}"
    ),
}
NOTHING = f"default-src 'none'; {LOCKED}"  # for what is no page
SHEET = f"default-src 'none'; style-src 'unsafe-inline'; {LOCKED}"  # a plan's, to print
POLICY = "Content-Security-Policy"


def careful(app: ASGIApp) -> ASGIApp:
    """`app`, its responses locked down; one that brings a policy of its own keeps it."""

    async def with_headers(scope: Scope, receive: Receive, send: Send) -> None:
        policy = POLICIES.get(scope.get("path", ""), NOTHING)

        async def send_careful(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault(POLICY, policy)
            await send(message)

        await app(scope, receive, send_careful)

    return with_headers
