"""The one door to the network: iNaturalist's API, its pages, and the hosts of its photographs.

Nothing else of the package opens a connection. Every attempt, retries included, passes the rate limits; hosts
outside the allow-list are refused, redirects to them too; bodies are read to a limit of bytes and of time.
"""

from __future__ import annotations

import contextlib
import json
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import requests
import urllib3
from requests_cache import CachedSession
from urllib3.util import Retry

from builders.species.guard import GuardedAdapter, Patience, origin_of, refused_host
from builders.species.limits import BYTE_UNIT, AllowanceUsedUp, Budget, Limits, only_one
from manifests import __version__
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from types import TracebackType

DEFAULT_CONTACT = "no contact given"
ANSWERS_LIVE_S = 7 * 24 * 3600
MAXIMUM_PAGE_BYTES = 32 << 20
MAXIMUM_PHOTO_BYTES = 40 << 20
MAXIMUM_REDIRECTS = 4
RETRIED_STATUSES = frozenset({429, 500, 502, 503, 504})
GONE_STATUSES = frozenset({401, 403, 404, 410, 451})  # the photo bucket answers 403 for what it does not have


@dataclass(frozen=True)
class Origins:
    """Where to ask. Only these are ever contacted.

    Attributes:
        api: Base address of the API.
        site: Base address of the pages for people.
        photos: Origins (scheme and host) of photographs.
    """

    api: str = "https://api.inaturalist.org/v1"
    site: str = "https://www.inaturalist.org"
    photos: tuple[str, ...] = (
        "https://static.inaturalist.org",
        "https://inaturalist-open-data.s3.amazonaws.com",
    )

    @property
    def allowed(self) -> frozenset[str]:
        """All of them, as scheme and host."""
        return frozenset(map(origin_of, (self.api, self.site, *self.photos)))


class NotSent(ToolkitError):  # noqa: N818 - no failure: what --offline and --dry-run ask for
    """A request that was not sent because the door is closed, and is not in the cache either."""


class Unreachable(ToolkitError):  # noqa: N818 - a state of the network
    """No good answer came in all attempts."""


class Gone(ToolkitError):  # noqa: N818 - a state of the photo, and not of this program
    """The server no longer serves what was asked for."""


@dataclass(frozen=True)
class Body:
    """What came back: the bytes, their declared media type (lower case, bare), and the final address."""

    data: bytes
    media_type: str
    url: str


class Door:
    """Everything that is asked of iNaturalist, as a context manager. Safe to use from several threads.

    Args:
        contact: Mail or web address that goes into the User-Agent, so that iNaturalist can write to the user.
        state: Folder for cached answers and spent allowances; None to keep nothing (for tests).
        limits: Allowances.
        origins: Where to ask.
        patience: Timeouts and retries.
        closed: Send nothing: answers come from the cache or not at all.
    """

    def __init__(
        self,
        *,
        contact: str = DEFAULT_CONTACT,
        state: Path | None = None,
        limits: Limits | None = None,
        origins: Origins | None = None,
        patience: Patience | None = None,
        closed: bool = False,
    ) -> None:
        self.origins = origins or Origins()
        self.closed = closed
        self._contact = contact
        self._state = state
        self._limits = limits or Limits()
        self._patience = patience or Patience()
        self._lock = threading.Lock()
        self._resume_at = 0.0
        self._unpaid_bytes = 0
        self.bytes_received = 0

    def __enter__(self) -> Door:
        """Open the cache and the record of what was spent."""
        self._stack = contextlib.ExitStack()
        with contextlib.ExitStack() as stack:
            database = None
            if self._state is not None:
                stack.enter_context(only_one(self._state))
                database = self._state / "spent.sqlite"
            wait_s = self._limits.longest_wait_s
            self._requests = Budget("requests", self._limits.request_rates, database, wait_s)
            stack.callback(self._requests.close)
            self._bytes = Budget("bytes", self._limits.byte_rates, database, wait_s)
            stack.callback(self._bytes.close)
            self._pages = self._open_session(self._cached_session(), MAXIMUM_PAGE_BYTES, self._requests)
            stack.callback(self._pages.close)
            self._media = self._open_session(requests.Session(), MAXIMUM_PHOTO_BYTES, None)
            stack.callback(self._media.close)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close everything."""
        self._stack.close()

    def fetch_json(self, path: str, parameters: Mapping[str, str | int]) -> dict[str, Any]:
        """Return the API's answer to a question, from the cache when it was asked in the last week.

        Args:
            path: Below the API's address, such as `observations`.
            parameters: Of the query.

        Raises:
            NotSent: The door is closed and the answer is not in the cache.
            ToolkitError: No answer after all attempts, or a refusal.
        """
        response = self._get(self._pages, f"{self.origins.api}/{path}", parameters)
        answer = response.json()
        if not isinstance(answer, dict):
            raise ToolkitError("the API answered with no object", where=response.url, found=str(answer)[:60])
        return answer

    def fetch_page(self, path: str) -> str:
        """Return a page of the site as text, cached like the API's answers.

        Raises:
            Gone: There is no such page.
            NotSent: The door is closed and the page is not in the cache.
            ToolkitError: No answer after all attempts.
        """
        return self._get(self._pages, f"{self.origins.site}/{path}", {}).text

    def fetch_photo(self, url: str) -> Body:
        """Return the body of a photograph; nothing is judged but its length.

        Raises:
            Gone: The host no longer serves it.
            NotSent: The door is closed.
            ToolkitError: Another host, too large, or no whole body after all attempts.
        """
        if origin_of(url) not in {origin_of(origin) for origin in self.origins.photos}:
            raise refused_host(url)
        if self.closed:
            raise NotSent("this photo was not fetched: nothing is sent", where=url)
        response = self._get(self._media, url, {})
        media_type = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
        self._pay_bytes(len(response.content))
        return Body(response.content, media_type, response.url)

    def _cached_session(self) -> requests.Session:
        if self._state is None:
            return requests.Session()
        return CachedSession(
            str(self._state / "answers.sqlite"),
            backend="sqlite",
            expire_after=-1 if self.closed else ANSWERS_LIVE_S,
            allowable_codes=(200,),
            filter_fn=_is_whole,  # a truncated answer must not be remembered
        )

    def _open_session(
        self, session: requests.Session, maximum_bytes: int, budget: Budget | None
    ) -> requests.Session:
        session.headers["User-Agent"] = f"ood-builders/{__version__} ({self._contact}) python-requests"
        session.max_redirects = MAXIMUM_REDIRECTS
        adapter = GuardedAdapter(
            self.origins.allowed, maximum_bytes, self._patience, self._before_attempt(budget)
        )
        session.mount("https://", adapter)
        session.mount("http://", adapter)
        return session

    def _before_attempt(self, budget: Budget | None) -> Callable[[], None]:
        def wait() -> None:
            if self.closed:
                raise NotSent("nothing is sent, and the answer is not in the cache")
            while (pause_s := self._resume_at - time.monotonic()) > 0:
                time.sleep(pause_s)
            if budget is not None:
                budget.spend()

        return wait

    def _get(
        self, session: requests.Session, url: str, parameters: Mapping[str, str | int]
    ) -> requests.Response:
        """Return a good answer, after as many attempts as it takes within the patience."""
        patience = self._patience
        retries = Retry(
            total=patience.attempts - 1,
            status_forcelist=RETRIED_STATUSES,
            backoff_factor=patience.backoff_s,
            backoff_jitter=patience.backoff_s / 4,
            backoff_max=120,
        )
        timeout = (patience.connect_s, patience.silence_s)
        problem = ""
        while True:
            try:
                response = session.get(url, params=dict(parameters), timeout=timeout)
                if response.status_code == requests.codes.ok and _is_whole(response):
                    return response
                if response.status_code in GONE_STATUSES:
                    raise Gone(
                        "the server does not serve this", where=response.url, found=f"{response.status_code}"
                    )
                problem = (
                    f"status {response.status_code}" if response.status_code != 200 else "half an answer"
                )
                if response.status_code not in RETRIED_STATUSES | {200}:
                    raise ToolkitError("the server refused", where=response.url, found=problem)
                pause_s = self._pause_for(retries, response)
            except (
                requests.ConnectionError,
                requests.Timeout,
                requests.exceptions.ChunkedEncodingError,
            ) as error:
                problem, pause_s = _describe(error), None
            except requests.TooManyRedirects as error:
                raise ToolkitError("the server redirects without end", where=url) from error
            except requests.RequestException as error:  # an address that is none, or of another scheme
                raise ToolkitError(
                    "this address cannot be asked", where=url, found=_describe(error)
                ) from error
            try:
                retries = retries.increment("GET", url, error=urllib3.exceptions.HTTPError(problem))
            except urllib3.exceptions.MaxRetryError:
                raise Unreachable(
                    f"no good answer in {patience.attempts} attempts",
                    where=url,
                    found=problem,
                    remedy="run the same command again later; it goes on from here",
                ) from None
            time.sleep(retries.get_backoff_time() if pause_s is None else pause_s)

    def _pause_for(self, retries: Retry, response: requests.Response) -> float | None:
        """Return how long the server asks to wait, and hold back all other requests as long.

        Raises:
            AllowanceUsedUp: It asks for longer than anybody would wait.
        """
        if response.status_code != requests.codes.too_many_requests and "Retry-After" not in response.headers:
            return None
        try:
            asked = retries.get_retry_after(response.raw)
        except urllib3.exceptions.InvalidHeader:
            asked = None
        pause_s = max(self._patience.refusal_pause_s, retries.get_backoff_time()) if asked is None else asked
        if pause_s > self._limits.longest_wait_s:
            raise AllowanceUsedUp(
                "the server asks for a long pause",
                where=response.url,
                found=f"Retry-After: {pause_s:.0f} seconds",
                remedy="run the same command again then; it goes on from here",
            )
        with self._lock:
            self._resume_at = max(self._resume_at, time.monotonic() + pause_s)
        return pause_s

    def _pay_bytes(self, received: int) -> None:
        """Spend the allowance of bytes for a body that came, waiting if it is used up for now."""
        with self._lock:
            self.bytes_received += received
            units, self._unpaid_bytes = divmod(self._unpaid_bytes + received, BYTE_UNIT)
        self._bytes.spend(units)


def _is_whole(response: requests.Response) -> bool:
    """Return whether an answer that calls itself JSON parses."""
    if "json" not in response.headers.get("Content-Type", ""):
        return True
    try:
        json.loads(response.content)
    except ValueError:
        return False
    return True


def _describe(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]
