"""The way in. Light, so that even a Ctrl-C in the first moments is answered with a sentence."""

import sys

try:
    import _thread
    import gc
    import os
    import signal
    import threading
    import time
    from collections.abc import Sequence
    from types import FrameType

    from ita_sync import i18n
    from ita_sync.errors import INTERRUPTED, Exit
except KeyboardInterrupt:  # what knows words and exit codes is not here yet
    sys.stderr.write("ถูกหยุดกลางคัน ไม่มีสิ่งใดถูกส่ง · Interrupted. Nothing was sent.\n")
    sys.exit(130)

_ONE_REQUEST_S = 1.0
"""Seconds in which a second request to end is the first one: its answer is being put together."""
_FEW_COLLECTIONS = 200_000
"""Objects made between two looks for garbage; Python's own number is 700."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code; nothing is raised."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        from ita_sync.cli import boundary  # a third of a second, in which people press Ctrl-C

        return boundary.command(given)
    except KeyboardInterrupt:
        # Before there was a command, or again while the first one was being answered.
        sys.stderr.write(INTERRUPTED.render(i18n.pick_language(i18n.asked(given))) + "\n")
        return Exit.INTERRUPTED


def main() -> None:
    """Run as a program. A polite request to end (SIGTERM) is taken as a Ctrl-C."""
    ends = _Ends()
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) in {signal.SIG_DFL, signal.default_int_handler}:
            signal.signal(number, ends.asked)
    sys.unraisablehook = ends.unraisable
    # Importing is most of a short run, and none of it is garbage: looking for some costs a tenth.
    gc.set_threshold(_FEW_COLLECTIONS)
    # pydantic would ask every installed package for a plugin; none has any business with reports.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    _prepare_streams()
    code = run()
    for number in (signal.SIGINT, signal.SIGTERM):
        # The work is done; a traceback at the exit would only confuse.
        signal.signal(number, signal.SIG_IGN)
    # Python would look for garbage three times more on its way out: an eighth of a short run, for
    # memory that is given back a moment later. Whatever must be closed is closed by its `with`.
    gc.freeze()
    sys.exit(code)


class _Ends:
    """Requests to end: one is heard, and what follows at once does not cut its answer short."""

    _heard: float | None = None

    def asked(self, _number: int, _frame: FrameType | None) -> None:
        """Take a signal."""
        now = time.monotonic()
        if self._heard is None or now - self._heard > _ONE_REQUEST_S:
            self._heard = now
            raise KeyboardInterrupt

    def unraisable(self, what: "sys.UnraisableHookArgs") -> None:
        """Repeat an interrupt that struck in a finalizer: Python would print it and forget it."""
        if what.exc_type is KeyboardInterrupt:
            self._heard = None
            again = threading.Timer(0.01, _thread.interrupt_main)
            again.daemon = True
            again.start()
        else:
            sys.__unraisablehook__(what)


def _prepare_streams() -> None:
    """Never fail over a console that cannot show a letter: show a stand-in instead."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace" if os.name == "nt" else "backslashreplace")


if __name__ == "__main__":
    main()
