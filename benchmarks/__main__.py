"""python -m benchmarks [dispatching] [starting] [triage]: figures of this very run, each beside its aim."""

import asyncio
import sys

from benchmarks import dispatching, reading, starting

AIM_RATIO, AIM_START_S, AIM_PEAK_MB = 0.12, 3.0, 200.0
AIM_READING, AIM_MANY_RULES, AIM_REBUILDING_S, AIM_LOADING_S, AIM_MEMORY_MB = 1.6, 1.2, 1.0, 1.5, 30.0


def main() -> None:
    benches = {"dispatching": _dispatching, "starting": _starting, "triage": _triage}
    unknown = [name for name in sys.argv[1:] if name not in benches]
    if unknown:
        sys.exit(f"no such bench: {', '.join(unknown)}; there are {', '.join(benches)}")
    for name in sys.argv[1:] or benches:
        benches[name]()


def _dispatching() -> None:
    rates = asyncio.run(dispatching.measure())
    print(f"bare aiogram echo                  {rates.echo:8.0f} messages/s")
    print(f"complaint registered (SQLite)      {rates.registration:8.0f} messages/s")
    print(f"registration / bare echo           {rates.ratio:8.3f}  aim: at least {AIM_RATIO}")


def _starting() -> None:
    start = starting.measure()
    print(f"start to first getUpdates, new     {start.first:8.2f} s")
    print(f"start to first getUpdates, again   {start.again:8.2f} s  aim: at most {AIM_START_S}")
    print(f"peak memory                        {start.peak:8.0f} MB  aim: at most {AIM_PEAK_MB:.0f}")


def _triage() -> None:
    read = reading.measure()
    chat, letters = read.chat / read.chat_cut, read.letters / read.letters_cut
    both = (read.chat + read.letters) / (read.chat_cut + read.letters_cut)
    print(f"triage / jieba.lcut, all the texts {both:8.2f}  aim: at most {AIM_READING}")
    print(f"  the short ones alone             {chat:8.2f}  aim: at most {AIM_READING}")
    print(f"  those of 400 characters alone    {letters:8.2f}  aim: at most {AIM_READING}")
    print(f"with 100 times as many rules       {read.many_rules:8.2f}  aim: at most {AIM_MANY_RULES} times that")
    print(f"automaton of 20,000 words          {read.rebuilding:8.2f} s  aim: at most {AIM_REBUILDING_S}")
    print(f"loading, jieba's dictionary too    {read.loading:8.2f} s  aim: at most {AIM_LOADING_S}")
    print(f"memory beside jieba alone          {read.more_memory:8.0f} MB  aim: at most {AIM_MEMORY_MB:.0f}")


if __name__ == "__main__":
    main()
