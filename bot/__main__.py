"""python -m bot: the same as the command lianxinqiao."""

from bot.cli import main

if __name__ == "__main__":
    main()
