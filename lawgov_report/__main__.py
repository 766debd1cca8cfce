"""python -m lawgov_report is lawgov: sets the process up, then runs the command line."""

import gc
import os
import signal
import sys


def main() -> None:
    """Run lawgov and end the process with its exit code."""
    # Imports make no garbage, and looking for it among the 85,000 objects that they load costs 30 ms. What is
    # done for many years looks sooner (commands/_jobs)
    gc.set_threshold(150_000)
    # Pydantic would look through all installed packages for plugins, which costs 25 ms; we use none
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Ended by the system as by Ctrl-C: what was put in place halfway is undone
    if signal.getsignal(signal.SIGTERM) == signal.SIG_DFL:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    from lawgov_report import cli

    code = cli.main()
    # All memory goes back to the system at once: a last collection would only look through it, for 30 ms
    gc.disable()
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
