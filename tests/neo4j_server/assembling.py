"""Neo4j Community from Maven Central, put together once and kept beside the environment."""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp

VERSION = "5.26.12"
"""Of the long-term line that runs on Java 17."""

_POM = Path(__file__).with_name("pom.xml")
_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
_PROGRAMS = {"java": "a Java 17 runtime", "mvn": "Maven"}


def what_is_missing() -> str | None:
    """What this machine lacks to run a server, None if nothing."""
    lacking = [name for program, name in _PROGRAMS.items() if not shutil.which(program)]
    return " and ".join(lacking) or None


def jars() -> Path:
    """The folder with the server's jars; fetched where it isn't there yet.

    Raises CalledProcessError with what Maven said.
    """
    kept = Path(sys.prefix) / f"neo4j-{VERSION}"
    if not kept.exists():
        made = Path(mkdtemp(prefix="neo4j-", dir=sys.prefix))
        _copy_to(made)
        made.replace(kept)
    return kept


def _copy_to(folder: Path) -> None:
    given = (f"-Dneo4j.version={VERSION}", f"-DoutputDirectory={folder}")
    command = ["mvn", "--quiet", "--batch-mode", "--file", str(_POM), *given, _COPY]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
