"""python -m benchmarks: ratios and figures measured in this very run, each beside its aim."""

import asyncio

from benchmarks import dispatching, starting

AIM_RATIO, AIM_START_S, AIM_PEAK_MB = 0.12, 3.0, 200.0


def main() -> None:
    rates = asyncio.run(dispatching.measure())
    print(f"bare aiogram echo                  {rates.echo:8.0f} messages/s")
    print(f"complaint registered (SQLite)      {rates.registration:8.0f} messages/s")
    print(f"registration / bare echo           {rates.ratio:8.3f}  aim: at least {AIM_RATIO}")
    start = starting.measure()
    print(f"start to first getUpdates, new     {start.first:8.2f} s")
    print(f"start to first getUpdates, again   {start.again:8.2f} s  aim: at most {AIM_START_S}")
    print(f"peak memory                        {start.peak:8.0f} MB  aim: at most {AIM_PEAK_MB:.0f}")


if __name__ == "__main__":
    main()
