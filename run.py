"""Set Inroad up and run it: `python3 run.py demo`, or pass its tests: `python3 run.py test`.

Needs Python 3.11 or newer and nothing else. Packages go into `.venv` beside this file, at
the pinned versions whose hashes stand in `requirements/`.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HOME = Path(__file__).resolve().parent
ENVIRONMENT = HOME / ".venv"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
USAGE = """\
python3 run.py demo [OPTION…]   set up, answer whom to reach next at a built-in example
python3 run.py inroad ARG…      set up, run any command of Inroad
python3 run.py test [ARG…]      set up, run every check; with ARG…, pytest ARG… alone
python3 run.py bench [ARG…]     set up, run the benchmarks\
"""
CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
    ("pytest",),
)


def main(arguments):  # without types or new syntax: an old Python has to get to the message
    """The exit code of what was asked for."""
    if sys.version_info < (3, 11):
        print(f"Inroad needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
        return 2
    command, rest = (arguments or [""])[0], arguments[1:]
    if command == "demo":
        set_up("run")
        return call("inroad", "demo", *rest)
    if command == "inroad":
        set_up("run")
        return call("inroad", *rest)
    if command == "test":
        set_up("dev")
        return call_each((("pytest", *rest),) if rest else CHECKS)
    if command == "bench":
        set_up("dev")
        return call("python", "-m", "tests.benchmarks", *rest)
    print(USAGE)
    return 2


def set_up(which: str) -> None:
    """Make the environment, or bring it up to what `requirements/{which}.txt` pins."""
    lock = HOME / "requirements" / f"{which}.txt"
    seal = ENVIRONMENT / f"{which}.sealed"
    digest = hashlib.sha256(lock.read_bytes() + (HOME / "pyproject.toml").read_bytes()).hexdigest()
    if seal.is_file() and seal.read_text() == digest:
        return
    if not (BIN / "pip").exists() and not (BIN / "pip.exe").exists():
        print("Making .venv …", file=sys.stderr, flush=True)
        venv.create(ENVIRONMENT, with_pip=True)
    print(f"Installing what requirements/{which}.txt pins …", file=sys.stderr, flush=True)
    install("--require-hashes", "-r", str(lock))
    install("--no-deps", "--no-build-isolation", "-e", str(HOME))
    seal.write_text(digest)


def install(*arguments: str) -> None:
    """Run pip in the environment; stop with its own message where it fails."""
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input")
    code = call("python", "-m", "pip", "install", *quiet, *arguments)
    if code:
        sys.exit(code)


def call_each(programs) -> int:
    """Run one after the other until one fails; its exit code, or 0."""
    for program in programs:
        code = call(*program)
        if code:
            return code
    return 0


def call(program: str, *arguments: str) -> int:
    """Run a program of the environment; return its exit code."""
    return subprocess.run([str(BIN / program), *arguments], cwd=HOME, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
