"""python -m lawgov_report is lawgov: sets the process up, then runs the command line."""

import gc
import os

from lawgov_report import late


def main() -> None:
    """Run lawgov and end the process with its exit code."""
    gc.set_threshold(100_000)  # loading modules makes no garbage; looking for it costs 25 ms
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for plugins costs 25 ms
    os.environ.setdefault("PYTHONTZPATH", "")  # looking where time zones lie costs 1 ms; nobody asks for one
    late.put_off()
    from lawgov_report import patterns  # noqa: PLC0415 after the settings above

    keep = patterns.remember()
    from lawgov_report import cli  # noqa: PLC0415 which compiles patterns

    late.take_back(late.AT_FIRST)
    cli.main(keep)


if __name__ == "__main__":
    main()
