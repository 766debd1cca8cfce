"""python -m lawgov_report is lawgov."""

from lawgov_report.cli import main

if __name__ == "__main__":
    main()
