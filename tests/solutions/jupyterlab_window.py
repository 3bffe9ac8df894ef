"""JupyterLab, started as a student starts it, and what tests do in its window."""

import json
import os
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import nbformat
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

#: Seconds until something must have happened: far above what it takes.
PATIENCE = 120


@dataclass(frozen=True)
class Server:
    """A running Jupyter server."""

    url: str
    token: str

    def address(self, path: str) -> str:
        """The address of a page, with the right to see it."""
        return f"{self.url}{path}?token={self.token}"

    def status(self, path: str) -> int:
        """The HTTP status of a page."""
        try:
            with urlopen(self.address(path), timeout=PATIENCE) as answer:
                return answer.status
        except HTTPError as error:
            return error.code


@contextmanager
def jupyterlab(folder: Path, home: Path):
    """Run ``jupyter lab`` of the environment in ``folder``, for a user without any settings."""
    program = folder / ".venv" / "bin" / "jupyter"
    runtime = home / "runtime"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_OURS)}
    process = subprocess.Popen(
        # --allow-root: tests may run in a container.
        [program, "lab", "--no-browser", "--port=0", "--allow-root"],
        cwd=folder,
        env={
            **kept,
            "HOME": str(home),
            "JUPYTER_RUNTIME_DIR": str(runtime),
            "PATH": os.pathsep.join([str(program.parent), os.environ["PATH"]]),
        },
        stdout=subprocess.DEVNULL,
        stderr=(home / "jupyter.log").open("wb"),
    )
    try:
        yield _wait_for_server(process, runtime, home / "jupyter.log")
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


_NOT_OURS = ("JUPYTER", "IPYTHON", "PYTHON", "VIRTUAL_ENV")


def _wait_for_server(process, runtime: Path, log: Path) -> Server:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        for path in runtime.glob("jpserver-*.json"):
            try:
                about = json.loads(path.read_text())
            except ValueError:
                # Half written yet.
                continue
            return Server(about["url"], about["token"])
        time.sleep(0.1)
    raise RuntimeError(f"JupyterLab doesn't start:\n{log.read_text()}")


def open_notebook(window, server: Server, path: str) -> None:
    """Open a notebook as it is on the disk, in an otherwise empty JupyterLab."""
    window.get(server.address(f"lab/tree/{path}") + "&reset")
    _until(window, "return document.querySelector('.validate-button') !== null", "no Validate")
    # Before that, the notebook may still take the focus away from a menu.
    _until(
        window,
        "return document.querySelector('#jp-main-statusbar').innerText.includes('| Idle')",
        "the kernel doesn't get ready",
    )


def run_all_cells(window, notebook: Path) -> list:
    """Choose *Run All Cells* in the menu; return the code cells when the last has run."""
    _click(window, "//li[contains(@class, 'lm-MenuBar-item') and normalize-space() = 'Run']")
    _click(window, "//li[@data-command = 'runmenu:run-all']")
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        ActionChains(window).key_down(Keys.CONTROL).send_keys("s").key_up(Keys.CONTROL).perform()
        time.sleep(0.5)
        cells = nbformat.read(notebook, as_version=4).cells
        code = [cell for cell in cells if cell.cell_type == "code" and cell.source.strip()]
        if all(cell.execution_count for cell in code):
            return code
    raise AssertionError("the notebook doesn't run to its end")


def validate(window) -> str:
    """Press *Validate*; return what the dialog says."""
    window.find_element(By.CSS_SELECTOR, ".validate-button").click()
    dialog = WebDriverWait(window, PATIENCE).until(
        lambda _: window.find_elements(By.CSS_SELECTOR, ".jp-Dialog"), "Validate says nothing"
    )[0]
    return dialog.text


def commands_about(window, word: str) -> list[str]:
    """What the command palette offers for a word."""
    keys = ActionChains(window)
    keys.key_down(Keys.CONTROL).key_down(Keys.SHIFT).send_keys("c")
    keys.key_up(Keys.SHIFT).key_up(Keys.CONTROL).perform()
    # It is in the page all the time, mostly hidden.
    field = window.find_element(By.CSS_SELECTOR, ".jp-ModalCommandPalette input")
    WebDriverWait(window, PATIENCE).until(lambda _: field.is_displayed(), "no palette opens")
    field.send_keys(word)
    time.sleep(0.5)
    found = window.find_elements(By.CSS_SELECTOR, ".lm-CommandPalette-itemLabel")
    labels = [item.text for item in found]
    field.send_keys(Keys.ESCAPE)
    WebDriverWait(window, PATIENCE).until_not(lambda _: field.is_displayed(), "the palette stays")
    return labels


def _click(window, path: str) -> None:
    WebDriverWait(window, PATIENCE).until(lambda _: window.find_elements(By.XPATH, path), path)
    window.find_element(By.XPATH, path).click()


def _until(window, script: str, message: str) -> None:
    WebDriverWait(window, PATIENCE).until(lambda _: window.execute_script(script), message)
