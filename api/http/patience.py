"""A connection on which nothing moves in time is closed, so that slow ones can't pile up."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle


class Patient(H11Protocol):
    """Waits `head_seconds` for the head of a request, however it trickles in, and as long for
    an answer that isn't fetched, and no longer."""

    head_seconds = 5.0
    _deadline: asyncio.TimerHandle | None = None
    _unfetched: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        self._wait()
        super().data_received(data)
        if _is_under_way(self.cycle):
            self._stop_waiting()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unfetched = self.loop.call_later(self.head_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._fetched()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        self._fetched()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._deadline is None and not _is_under_way(self.cycle):
            self._deadline = self.loop.call_later(self.head_seconds, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _fetched(self) -> None:
        if self._unfetched is not None:
            self._unfetched.cancel()
            self._unfetched = None


def _is_under_way(cycle: RequestResponseCycle | None) -> bool:
    """Whether a request has begun whose answer hasn't ended; None before the first."""
    return cycle is not None and not cycle.response_complete


def patient(seconds: float) -> type[Patient]:
    """The protocol that waits so long."""
    return type("Patient", (Patient,), {"head_seconds": seconds})
