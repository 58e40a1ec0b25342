"""The page of a photograph (`/photos/ID`): its licence and attribution, where the API no longer gives them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

from builders.species.photos import licence_code
from manifests.errors import ToolkitError

if TYPE_CHECKING:
    from builders.species.inaturalist import Door


@dataclass(frozen=True)
class PhotoPage:
    """What the page says.

    Attributes:
        licence: Code of the licence, empty for all rights reserved.
        attribution: The page's line on the rights, in one line, otherwise verbatim.
        url: Address of the image on the page, empty where there is none.
    """

    licence: str
    attribution: str
    url: str


def read_photo_page(html: str) -> PhotoPage:
    """Return what a photo's page says of its rights.

    Raises:
        ToolkitError: The page has no attribution: it is another page, or the site has changed.
    """
    soup = BeautifulSoup(html, "html.parser")
    rights = soup.select_one("span.rights")
    if rights is None:
        raise ToolkitError("the page says nothing of a photo's rights", expected="a span of class rights")
    links = " ".join(str(link.get("href", "")) for link in rights.select("a[href]"))
    text = " ".join(rights.get_text(" ").split())
    heading = soup.select_one("#wrapper h2, h2")
    title = " ".join(heading.get_text(" ").split()) if heading else ""
    image = soup.select_one("img.photo[src]")
    return PhotoPage(
        licence=licence_code(links) or licence_code(text),
        attribution=title.partition(", ")[2] or text,
        url=str(image["src"]) if image is not None else "",
    )


def fetch_photo_page(door: Door, photo_id: int) -> PhotoPage:
    """Return what the site says of the photograph with this id."""
    return read_photo_page(door.fetch_page(f"photos/{photo_id}"))
