"""`python -m xiangban` is the command `xiangban`."""

from xiangban.config.command import main

if __name__ == "__main__":
    main()
