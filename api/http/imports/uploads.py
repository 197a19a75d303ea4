"""Files on their way in: streamed to a folder, never more of them in memory than a piece."""

import asyncio
import re
from collections.abc import AsyncGenerator
from pathlib import Path

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from api.http.imports.working import Upload
from api.http.problems import Problem
from api.http.settings import Limits

MOST_FILES = 20
LONGEST_NAME = 200
_PIECE = 1 << 20

_UNNAMED = "upload"


async def take_in(request: Request, folder: Path, limits: Limits) -> tuple[Upload, ...]:
    """The files of a request, written to `folder`: those of a form, or one that is the body.

    Raises a problem: 400 for a broken form, 408 for a piece that doesn't come in time, 413 for
    too much, 422 for no file.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    pieces = _counted(request, limits)
    if kind == "multipart/form-data":
        uploads = await _of_form(request, pieces, folder)
    else:
        uploads = await _of_body(request, pieces, folder)
    if not uploads:
        raise Problem(422, "There is no file in the request.")
    return uploads


async def _counted(request: Request, limits: Limits) -> AsyncGenerator[bytes, None]:
    """The body piece by piece. Raises a problem before more is taken than may come."""
    told = request.headers.get("content-length", "")
    if told.isdigit() and (len(told) > 15 or int(told) > limits.files):
        raise _too_large(limits)
    taken, stream, clock = 0, request.stream(), asyncio.get_running_loop().time
    start = clock()
    while True:
        last = start + limits.body_seconds + taken / limits.files_pace
        try:
            async with asyncio.timeout_at(min(last, clock() + limits.body_seconds)):
                piece = await anext(stream, None)
        except TimeoutError:
            detail = "The files didn't come in time."
            raise Problem(408, detail, {"Connection": "close"}) from None
        if piece is None:
            return
        taken += len(piece)
        if taken > limits.files:
            raise _too_large(limits)
        yield piece


def _too_large(limits: Limits) -> Problem:
    detail = f"The files are larger than {limits.files:,} bytes. Import them in parts."
    return Problem(413, detail, {"Connection": "close"})


async def _of_form(
    request: Request, pieces: AsyncGenerator[bytes, None], folder: Path
) -> tuple[Upload, ...]:
    parser = MultiPartParser(request.headers, pieces, max_files=MOST_FILES, max_fields=0)
    try:
        form = await parser.parse()
    except MultiPartException:
        detail = (
            f"Send a form of files alone, at most {MOST_FILES}; what is said goes to the query."
        )
        raise Problem(400, detail) from None
    try:
        parts = [part for _, part in form.multi_items() if isinstance(part, UploadFile)]
        return tuple([await _of_part(part, folder / str(n)) for n, part in enumerate(parts)])
    finally:
        await form.close()


async def _of_part(part: UploadFile, path: Path) -> Upload:
    with path.open("xb") as file:
        while piece := await part.read(_PIECE):
            file.write(piece)
    return Upload(_shown(part.filename), path)


async def _of_body(
    request: Request, pieces: AsyncGenerator[bytes, None], folder: Path
) -> tuple[Upload, ...]:
    path = folder / "body"
    with path.open("xb") as file:
        async for piece in pieces:
            file.write(piece)
    if not path.stat().st_size:
        return ()
    return (Upload(_shown(request.query_params.get("file")), path),)


def _shown(name: str | None) -> str:
    """The last part of a file's name as its sender calls it, for messages."""
    last = re.split(r"[/\\]", name or "")[-1]
    kept = "".join(char for char in last if char.isprintable()).strip()
    return kept[:LONGEST_NAME] or _UNNAMED
