"""Fetching, against a server on this machine that misbehaves on demand."""

import hashlib
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import pytest
from misbehaving_server import serve
from typer.testing import CliRunner

from helpers import datasets
from helpers.datasets import __main__ as command
from helpers.datasets import cache, download, fetch, locks, registry

HEART = b"age,sex,cp,trestbps,chol,fbs,restecg,thalach,exang,oldpeak,slope,ca,thal,target\n"
HEART += b"63,1,1,145,233,1,2,150,0,2.3,3,0,fixed,0\n" * 10_000
OTHER = HEART.replace(b"233", b"234")


@pytest.fixture
def server():
    with serve({"/heart.csv": HEART}) as running:
        yield running


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Give every test an empty cache, no proxy, and no pause between attempts."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(download, "PAUSE", 0)
    return tmp_path / "cache"


@pytest.fixture
def heart(server, monkeypatch):
    """Publish a heart set on the local server; return where its file belongs."""
    publish(server, monkeypatch, urls=("/heart.csv",))
    return cache.set_folder(registry.find("heart")) / "heart.csv"


def publish(server, monkeypatch, urls):
    source = registry.SOURCES["heart"]
    file = replace(
        source.files[0],
        urls=tuple(server.url + url for url in urls),
        sha256=(hashlib.sha256(HEART).hexdigest(),),
        size=len(HEART),
    )
    monkeypatch.setitem(registry.SOURCES, "heart", replace(source, files=(file,)))


def run(*arguments):
    return CliRunner().invoke(command.app, list(arguments))


def names_in(folder):
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))


class TestFetch:
    def test_a_set_is_fetched_verified_and_then_loaded(self, heart):
        result = run("fetch", "heart")
        assert result.exit_code == 0, result.output
        assert "heart/heart.csv: fetched, verified" in result.output
        assert heart.read_bytes() == HEART
        assert datasets.load("heart").source == "real"
        assert names_in(heart.parent) == ["heart.csv"], "temporary files must not stay"

    def test_a_second_run_downloads_nothing(self, server, heart):
        run("fetch", "heart")
        before = heart.stat().st_mtime_ns
        result = run("fetch", "heart")
        assert result.exit_code == 0
        assert "already there, verified" in result.output
        assert len(server.log) == 1
        assert heart.stat().st_mtime_ns == before

    def test_a_damaged_file_is_replaced(self, heart):
        heart.parent.mkdir(parents=True)
        heart.write_bytes(HEART[:500])
        assert run("fetch", "heart").exit_code == 0
        assert heart.read_bytes() == HEART

    def test_others_of_the_group_may_read_a_fetched_file(self, heart):
        run("fetch", "heart")
        fresh = heart.with_name("fresh")
        fresh.touch()
        assert heart.stat().st_mode == fresh.stat().st_mode, "a shared cache would be unreadable"

    def test_bundled_sets_need_no_fetching(self, server):
        result = run("fetch", "iris")
        assert result.exit_code == 0
        assert "nothing to fetch" in result.output
        assert server.log == []

    def test_an_unknown_name_stops_before_anything_is_fetched(self, server, heart):
        result = run("fetch", "heart", "hart")
        assert result.exit_code == 2
        assert "Did you mean 'heart'" in result.output
        assert server.log == []

    def test_a_name_that_is_given_twice_is_fetched_once(self, server, heart):
        assert run("fetch", "heart", "Heart").output.count("heart.csv") == 1
        assert len(server.log) == 1


class TestFailure:
    def test_every_file_that_failed_is_listed_and_the_others_are_fetched(
        self, server, heart, monkeypatch
    ):
        taxi = registry.SOURCES["taxi"]
        lost = tuple(replace(f, urls=(f"{server.url}/{f.name}",)) for f in taxi.files)
        monkeypatch.setitem(registry.SOURCES, "taxi", replace(taxi, files=lost))
        result = run("fetch", "taxi", "heart")
        assert result.exit_code == 1
        assert heart.read_bytes() == HEART
        summary = result.output.partition("could not be fetched")[2]
        for file in lost:
            assert f"taxi/{file.name}" in summary
        assert "404" in summary
        assert "heart.csv" not in summary

    def test_another_file_under_the_address_is_never_kept(self, server, heart):
        server.files["/heart.csv"] = OTHER
        result = run("fetch", "heart")
        assert result.exit_code == 1
        assert "SHA-256" in result.output
        assert server.url in result.output
        assert names_in(heart.parent) == []
        assert datasets.load("heart").is_stand_in

    def test_the_next_address_is_tried_when_the_first_is_gone_or_wrong(self, server, monkeypatch):
        server.files["/wrong.csv"] = OTHER
        publish(server, monkeypatch, urls=("/gone.csv", "/wrong.csv", "/heart.csv"))
        assert run("fetch", "heart").exit_code == 0
        assert [path for path, _ in server.log] == ["/gone.csv", "/wrong.csv", "/heart.csv"]

    def test_a_server_that_is_gone_is_an_error_not_a_crash(self, monkeypatch):
        with serve({}) as server:
            publish(server, monkeypatch, urls=("/heart.csv",))
        result = run("fetch", "heart")
        assert result.exit_code == 1
        assert f"heart/heart.csv: {server.url}/heart.csv" in result.output

    def test_a_cache_that_can_t_be_written_names_the_setting(self, folder, heart, monkeypatch):
        folder.mkdir()
        (folder / "heart").write_text("a file where the folder should be")
        result = run("fetch", "heart")
        assert result.exit_code == 1
        assert "cannot be written" in result.output
        assert cache.VARIABLE in result.output

    def test_a_fetched_file_in_a_read_only_cache_is_fine(self, heart, monkeypatch):
        run("fetch", "heart")

        def refuse(path):
            raise PermissionError(f"{path} is read-only")

        monkeypatch.setattr(fetch, "locked", refuse)
        assert run("fetch", "heart").exit_code == 0

    def test_a_keyboard_interrupt_says_how_to_go_on(self, heart, monkeypatch):
        def interrupt(*args):
            raise KeyboardInterrupt

        monkeypatch.setattr(fetch, "fetch_file", interrupt)
        result = run("fetch", "heart")
        assert result.exit_code == 130
        assert "go on from here" in result.output

    def test_a_misspelled_cache_is_reported(self, folder, heart):
        folder.write_text("")
        for arguments in (["fetch", "heart"], ["list"], ["where"]):
            result = run(*arguments)
            assert result.exit_code == 2
            assert cache.VARIABLE in result.output


class TestResume:
    def test_a_cut_connection_is_continued_from_the_last_byte(self, server, heart):
        server.cuts = [100_000, 50_000]
        assert run("fetch", "heart").exit_code == 0
        assert heart.read_bytes() == HEART
        assert server.ranges == [None, "bytes=100000-", "bytes=150000-"]

    def test_a_server_without_ranges_starts_over(self, server, heart):
        server.supports_range = False
        server.cuts = [100_000]
        assert run("fetch", "heart").exit_code == 0
        assert heart.read_bytes() == HEART
        assert server.ranges == [None, "bytes=100000-"]

    def test_what_an_earlier_run_got_is_used(self, server, heart):
        heart.parent.mkdir(parents=True)
        cache.part_path(heart).write_bytes(HEART[:70_000])
        assert run("fetch", "heart").exit_code == 0
        assert heart.read_bytes() == HEART
        assert server.ranges == ["bytes=70000-"]

    def test_a_run_that_fails_keeps_its_bytes_for_the_next(self, server, heart):
        server.cuts = [60_000] + [0] * download.FRUITLESS_ATTEMPTS
        result = run("fetch", "heart")
        assert result.exit_code == 1
        assert "60,000 bytes" in result.output
        assert cache.part_path(heart).stat().st_size == 60_000
        with pytest.raises(datasets.DataFileError, match="unfinished"):
            datasets.load("heart")
        assert run("fetch", "heart").exit_code == 0
        assert server.ranges[-1] == "bytes=60000-"
        assert heart.read_bytes() == HEART

    def test_a_server_that_always_hangs_up_ends_the_attempts(self, server, heart):
        server.supports_range = False
        server.cuts = [1000] * 50
        assert run("fetch", "heart").exit_code == 1
        assert len(server.log) == 1 + download.FRUITLESS_ATTEMPTS

    @pytest.mark.parametrize("old", [OTHER[:70_000], OTHER, HEART + b"more", b"x" * len(HEART)])
    def test_bytes_of_another_file_are_given_up(self, server, heart, old):
        heart.parent.mkdir(parents=True)
        cache.part_path(heart).write_bytes(old)
        assert run("fetch", "heart").exit_code == 0
        assert heart.read_bytes() == HEART
        assert server.ranges[-1] is None, "it must be downloaded anew"
        assert names_in(heart.parent) == ["heart.csv"]

    def test_a_range_that_isn_t_the_one_asked_for_is_not_appended(self, server, heart):
        server.lies_about_range = True
        heart.parent.mkdir(parents=True)
        cache.part_path(heart).write_bytes(HEART[:70_000])
        assert run("fetch", "heart").exit_code == 0
        assert heart.read_bytes() == HEART

    def test_a_cut_that_the_server_hides_is_caught_by_the_digest(self, server, heart):
        server.says_length = False
        server.cuts = [1000]
        assert run("fetch", "heart").exit_code == 1
        assert not heart.exists()
        assert run("fetch", "heart").exit_code == 0

    def test_what_a_crash_left_before_the_renaming_is_not_trusted(self, heart, monkeypatch):
        # With two accepted digests pooch can't tell by itself that this isn't the file.
        source = registry.SOURCES["heart"]
        file = replace(source.files[0], sha256=("0" * 64, *source.files[0].sha256))
        monkeypatch.setitem(registry.SOURCES, "heart", replace(source, files=(file,)))
        heart.parent.mkdir(parents=True)
        heart.with_name(".heart.csv.new").write_bytes(OTHER)
        assert run("fetch", "heart").exit_code == 0
        assert heart.read_bytes() == HEART


class TestTogether:
    def test_several_fetches_at_once_download_one_copy(self, server, heart, monkeypatch):
        source, n = registry.SOURCES["heart"], 8
        all_found_it_missing = threading.Barrier(n)

        @contextmanager
        def locked_together(path):
            all_found_it_missing.wait(timeout=60)
            with locks.locked(path):
                yield

        monkeypatch.setattr(fetch, "locked", locked_together)
        with ThreadPoolExecutor(n) as pool:
            done = list(pool.map(lambda _: fetch.fetch_file(source, source.files[0]), range(n)))
        assert sorted(done) == ["fetched"] + ["present"] * (n - 1)
        assert len(server.log) == 1
        assert heart.read_bytes() == HEART


class TestOverview:
    def test_list_shows_what_load_would_find(self, heart):
        assert line_of("heart").split()[1:4] == ["not", "fetched:", "stand-in"]
        run("fetch", "heart")
        assert "real, verified" in line_of("heart")
        assert "kB" in line_of("heart")
        heart.write_bytes(b"?")
        assert "DAMAGED: heart.csv" in line_of("heart")
        heart.rename(cache.part_path(heart))
        assert "INCOMPLETE" in line_of("heart")
        assert "bundled" in line_of("iris")

    def test_where_prints_the_folder_alone(self, folder):
        assert run("where").output.strip() == str(folder)


def line_of(name):
    lines = run("list").output.splitlines()
    return next(line for line in lines if line.startswith(name))
