"""From the command to the first getUpdates, and the most memory it took until it was warm."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

CONFIG = Path(__file__).parents[1] / "config.toml"
ROUNDS = 3
# What runs beside the first updates, like the dictionary of triage, has ended by then.
WARM_S = 3.0
ME = b'{"ok":true,"result":{"id":42,"is_bot":true,"first_name":"Bench","username":"bench_bot"}}'


@dataclass(frozen=True, slots=True)
class Start:
    """`first` is the run that makes the database, `again` the median of those after it; memory in MB (10^6)."""

    first: float
    again: float
    peak: float


def measure() -> Start:
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        runs = [_once(database) for _ in range(ROUNDS + 1)]
    again = sorted(seconds for seconds, _ in runs[1:])[ROUNDS // 2]
    return Start(runs[0][0], again, max(peak for _, peak in runs))


def _once(database: str) -> tuple[float, float]:
    with _telegram() as (address, asked):
        environment = {
            **os.environ,
            "BOT_TOKEN": "42:BENCH",
            "LIANXINQIAO_TELEGRAM_API_BASE": address,
            "LIANXINQIAO_DATABASE_URL": database,
            "LIANXINQIAO_LOG_LEVEL": "error",
        }
        begun = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-m", "bot", "run", "--config", str(CONFIG)], env=environment)
        if not asked.wait(60):
            process.kill()
            raise RuntimeError("no getUpdates within a minute")
        seconds = time.perf_counter() - begun
        time.sleep(WARM_S)
        peak = _peak(process.pid)
        process.send_signal(signal.SIGTERM)
        if process.wait(30):
            raise RuntimeError(f"the bot ended with code {process.returncode}")
    return seconds, peak


def _peak(pid: int) -> float:
    """The most resident memory so far, in MB. Not from wait4(2): that counts what the parent had at the fork, too."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return float("nan")  # no Linux
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024 / 1e6


@contextmanager
def _telegram() -> Iterator[tuple[str, Event]]:
    """Says yes to everything; the event is set with the first getUpdates, which is held until the end."""
    asked, over = Event(), Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            method = self.path.rpartition("/")[2]
            body = ME if method == "getMe" else b'{"ok":true,"result":true}'
            if method == "getUpdates":
                asked.set()
                over.wait(30)
                body = b'{"ok":true,"result":[]}'
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(ConnectionError):  # the bot has been stopped meanwhile
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in the base class
            """Not to the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        over.set()
        server.shutdown()
        server.server_close()
