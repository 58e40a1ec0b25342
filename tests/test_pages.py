"""The pages that people open: previews, score reports and the demo's page, in a real browser, from the file system."""

from __future__ import annotations

import shutil
from urllib.parse import unquote, urlparse

import pytest

from builders.demo.page import write_page
from evaluation import Settings, evaluate, summarise, write_report
from evaluation.gallery import gallery_html
from tests.evaluation.fake_datasets import fake_logits, write_images, write_segmentation

pytestmark = pytest.mark.slow

SUMMARY = "category,species,kept\nPlants,279080,200979\n(all),1112172,1016952\n"
WIDE, NARROW = (1280, 900), (390, 800)

BROKEN_IMAGES = "return [...document.images].filter(i => !(i.complete && i.naturalWidth > 0)).map(i => i.alt)"
OVERFLOW = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
CLIPPED = """
return [...document.querySelectorAll('h1,h2,h3,p,td,th,dt,dd,li,figcaption,a')].filter(e => {
  const style = getComputedStyle(e);
  return style.overflowX === 'hidden' && e.scrollWidth > e.clientWidth + 1;
}).map(e => e.textContent)
"""
COLOURS = """
const shown = getComputedStyle(document.body);
const canvas = getComputedStyle(document.documentElement).backgroundColor;
const probe = document.createElement('div');
probe.style.color = 'CanvasText'; probe.style.backgroundColor = 'Canvas';
document.body.append(probe);
const found = getComputedStyle(probe);
const result = [shown.color, found.backgroundColor, canvas, shown.backgroundColor];
probe.remove();
return result;
"""
LINKS = "return [...document.querySelectorAll('a[href]')].map(a => a.href)"


@pytest.fixture(scope="module")
def browser():
    selenium = pytest.importorskip("selenium.webdriver")
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("needs Chromium and its driver (Debian: chromium, chromium-driver)")
    options = selenium.ChromeOptions()
    options.binary_location = chromium
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    started = selenium.Chrome(options=options, service=selenium.ChromeService(driver))
    yield started
    started.quit()


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The folder of a demo whose datasets are tiny stand-ins, with every kind of page in it."""
    folder = tmp_path_factory.mktemp("demo")
    write_segmentation(folder / "streethazards", count=6, show_classes=True)
    write_segmentation(folder / "bdd-anomaly", "bdd-anomaly", count=4, show_classes=True)
    write_images(folder / "noise-gaussian", ["a very long name of a category" * 2, "short"], each=3)
    (folder / "species-selection").mkdir()
    (folder / "species-selection" / "summary.csv").write_text(SUMMARY)
    (folder / "species-selection" / "audit.csv.gz").write_bytes(b"")
    result = evaluate(
        folder / "streethazards",
        lambda frame: fake_logits(frame.mask, "streethazards", 13, 1),
        Settings(detectors=("msp", "maxlogit"), curves=True),
    )
    write_report(summarise(result), folder / "report", gallery_html(result))
    write_page(
        folder,
        {"streethazards": "a simulator", "bdd-anomaly": "a simulator", "noise-gaussian": "a seed"},
        "streethazards",
        folder / "species-selection" / "summary.csv",
        folder / "report",
    )
    return folder


PAGES = (
    "index.html",
    "streethazards/preview.html",
    "bdd-anomaly/preview.html",
    "noise-gaussian/preview.html",
    "report/report.html",
)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_whole_in_a_browser(browser, demo, page, scheme, size):
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get_log("browser")
    browser.get((demo / page).as_uri())
    assert browser.execute_script(BROKEN_IMAGES) == []
    assert browser.execute_script(OVERFLOW) <= 0
    assert browser.execute_script(CLIPPED) == []
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []
    text, background = (brightness(colour) for colour in browser.execute_script(COLOURS)[:2])
    dark, bright = sorted((text, background))
    assert dark < 100
    assert bright > 160
    assert (text == bright) == (scheme == "dark")


def test_every_link_of_the_demos_page_leads_somewhere(browser, demo):
    browser.get((demo / "index.html").as_uri())
    links = browser.execute_script(LINKS)
    targets = [demo / unquote(urlparse(link).path) for link in links if link.startswith("file:")]
    assert len(targets) >= 3 * 3 + 3
    assert [target for target in targets if not target.is_file()] == []


def test_the_demos_page_says_whose_images_and_numbers_these_are(browser, demo):
    browser.get((demo / "index.html").as_uri())
    text = browser.execute_script("return document.body.innerText")
    assert "embedded simulator" in text
    assert "not comparable to the paper" in text
    assert len(browser.execute_script("return [...document.images]")) == 12
    assert "1,016,952" in text
    assert "maxlogit\t0.0\t100.0\t100.0" in text


def brightness(colour: str) -> float:
    numbers = [float(part) for part in colour[colour.index("(") + 1 : colour.index(")")].split(",")[:3]]
    return sum(numbers) / 3.0
