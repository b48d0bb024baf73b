"""The way in. Light, so that even a Ctrl-C in the first moments is answered with a sentence."""

import _thread
import gc
import os
import signal
import sys
import threading
from collections.abc import Sequence
from types import FrameType

from ita_sync import i18n
from ita_sync.errors import INTERRUPTED, Exit

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
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _interrupt)
    sys.unraisablehook = _unraisable
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


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _unraisable(what: "sys.UnraisableHookArgs") -> None:
    """Repeat an interrupt that struck in a finalizer: Python would print it and forget it."""
    if what.exc_type is KeyboardInterrupt:
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
