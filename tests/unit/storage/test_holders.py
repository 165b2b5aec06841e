"""Whose lease need not be waited out: that of a process of this machine which no longer runs, and of nobody else."""

import subprocess
import sys

from storage import holders


def name_made_by_a_process_that_ended() -> str:
    made = subprocess.run(
        [sys.executable, "-c", "from storage import holders; print(holders.own_name())"],
        check=True,
        capture_output=True,
        text=True,
    )
    return made.stdout.strip()


def test_a_process_that_ended_has_died() -> None:
    assert holders.has_died(name_made_by_a_process_that_ended())


def test_this_process_lives_under_each_of_its_names() -> None:
    assert not any(holders.has_died(holders.own_name()) for _ in range(3))


def test_a_process_that_had_our_number_before_us_has_died() -> None:
    place, pid, _ = holders.own_name().rsplit(":", 2)
    assert holders.has_died(f"{place}:{pid}:00000000")


def test_a_process_that_runs_lives() -> None:
    running = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        place, *_ = holders.own_name().rsplit(":", 2)
        assert not holders.has_died(f"{place}:{running.pid}:00000000")
    finally:
        running.communicate(b"\n")
    assert holders.has_died(f"{place}:{running.pid}:00000000")


def test_of_another_machine_or_container_nothing_is_known() -> None:
    ended = name_made_by_a_process_that_ended()
    assert not holders.has_died(f"other-{ended}")
    assert not holders.has_died("a")


def test_a_name_fits_its_columns() -> None:
    assert len(holders.own_name()) <= holders.CHARACTERS
