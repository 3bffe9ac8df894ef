"""Headless Chromium, opened at a width and in a theme, and what tests ask of it."""

import json
import os
import shutil
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

#: Seconds until a page must be ready. Far above what it takes (two seconds), as
#: a slow machine is no fault of the page.
PATIENCE = 60


@dataclass(frozen=True)
class View:
    """How a reader sees the book: the window's size in CSS pixels, and the theme."""

    width: int
    height: int
    theme: str

    def __str__(self):
        return f"{self.width}x{self.height} {self.theme}"


DESKTOP, PHONE = (1280, 900), (390, 844)
VIEWS = [View(*size, theme) for size in (DESKTOP, PHONE) for theme in ("light", "dark")]


def chromium_paths() -> tuple[str | None, str | None]:
    """Return the paths of Chromium (or Chrome) and its driver; None for a missing one."""
    browser = os.environ.get("CHROME_BINARY") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    return browser, shutil.which("chromedriver")


def axe_script() -> str | None:
    """Return axe-core's source, or None where the package with it isn't installed.

    axe-playwright-python carries the newest axe-core on the package index; only
    that file of it is used. AXE_SCRIPT names another copy to check with.
    """
    if path := os.environ.get("AXE_SCRIPT"):
        return Path(path).read_text()
    spec = find_spec("axe_playwright_python")
    return (Path(spec.origin).parent / "axe.min.js").read_text() if spec else None


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        """The log of requests is the browser's, which also sees other hosts."""


@contextmanager
def serve(folder: Path):
    """Serve a folder on a free port of this machine; yield its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_QuietHandler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def chromium():
    """Yield a WebDriver of a headless Chromium that asks no other host by itself."""
    browser, driver = chromium_paths()
    with TemporaryDirectory(prefix="book-browser-", ignore_cleanup_errors=True) as profile:
        options = Options()
        options.binary_location = browser
        for argument in (
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            f"--user-data-dir={profile}",
        ):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        window = webdriver.Chrome(options=options, service=Service(driver))
        try:
            window.set_script_timeout(PATIENCE)
            window.set_page_load_timeout(PATIENCE)
            yield window
        finally:
            window.quit()


def show(window, address: str, view: View, *, settled: bool = True) -> None:
    """Open a page as a reader with this window and theme does, and wait until it's ready."""
    window.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": view.width, "height": view.height, "deviceScaleFactor": 1, "mobile": False},
    )
    _choose_theme(window, address, view.theme)
    take_log(window)
    window.get(address)
    wait(window, READY, f"{address} isn't ready")
    if settled:
        window.execute_script(STILL)


def _choose_theme(window, address: str, theme: str) -> None:
    """Put the theme where the theme's own switch puts it, before the page loads."""
    origin = "/".join(address.split("/")[:3]) + "/"
    if not window.current_url.startswith(origin):
        window.get(origin + "_static/course.css")
    window.execute_script(
        "localStorage.setItem('mode', arguments[0]); localStorage.setItem('theme', arguments[0])",
        theme,
    )


def wait(window, script: str, message: str, *arguments):
    """Wait until the script returns something true, and return that."""
    return WebDriverWait(window, PATIENCE, poll_frequency=0.05).until(
        lambda _: window.execute_script(script, *arguments), message
    )


#: The page has loaded, its math is typeset, its figures are drawn.
READY = """
if (document.readyState !== "complete") return false;
const mathLeft = document.querySelector(".math:not(:has(mjx-container))");
if (mathLeft && mathLeft.textContent.trim()) return false;
return [...document.querySelectorAll(".fig-interactive")].every(
  (block) => block.dataset.ready === "true" && block.querySelector(".main-svg")
);
"""

#: Colors on their way from one to the other would be judged halfway.
STILL = """
const style = document.createElement("style");
style.textContent = `*, *::before, *::after {
  transition: none !important; animation: none !important; scroll-behavior: auto !important;
}`;
document.head.append(style);
"""


def axe_violations(window, source: str) -> list[str]:
    """Run every default rule of axe-core; return one line a violating element."""
    if not window.execute_script("return window.axe !== undefined"):
        window.execute_script(source)
    found = window.execute_async_script(
        "const done = arguments[0];"
        "axe.run(document).then((r) => done(r.violations), (e) => done(String(e)));"
    )
    if isinstance(found, str):
        raise RuntimeError(f"axe-core stopped: {found}")
    return [
        f"{violation['id']} ({violation['impact']}): {node['html'][:160]} -- "
        f"{' '.join(node['failureSummary'].split())[:240]}"
        for violation in found
        for node in violation["nodes"]
    ]


def take_log(window) -> tuple[list[str], list[str]]:
    """Return the console's errors and the addresses requested since the last call."""
    errors = [e["message"] for e in window.get_log("browser") if e["level"] == "SEVERE"]
    requests = []
    for entry in window.get_log("performance"):
        event = json.loads(entry["message"])["message"]
        if event["method"] == "Network.requestWillBeSent":
            requests.append(event["params"]["request"]["url"])
    return errors, requests


def element(window, selector, number=0):
    """Return the element, scrolled into view."""
    found = window.find_elements(By.CSS_SELECTOR, selector)[number]
    window.execute_script("arguments[0].scrollIntoView({block: 'center'})", found)
    return found
