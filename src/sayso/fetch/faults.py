"""What can go wrong with a request, as reasons and sentences."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sayso.errors import InputError, UnreadableInput, UnsafeInput
from sayso.fetch.limits import FetchLimits


@contextmanager
def naming(host: str) -> Iterator[None]:
    """Turn what urllib3 and the system say into a reason and a sentence."""
    from http.client import HTTPException, IncompleteRead

    from urllib3 import exceptions as urllib3_errors

    started = time.monotonic()
    try:
        yield
    except InputError:
        raise
    except (urllib3_errors.ConnectTimeoutError, ConnectionRefusedError) as error:
        # urllib3 counts a refused connection among those that took too long
        why = f"{host} cannot be reached ({type(error).__name__})"
        raise UnreadableInput("unreachable", why, remedy="Try again later") from None
    except (TimeoutError, urllib3_errors.TimeoutError):
        waited = time.monotonic() - started
        message = f"{host} sent nothing for too long ({waited:.0f} s in all)"
        raise UnreadableInput("timeout", message, remedy="Try again later") from None
    except (ssl.SSLError, urllib3_errors.SSLError) as error:
        remedy = "Check the address; a certificate that does not hold is never passed over"
        raise UnreadableInput("certificate", f"no safe connection to {host} ({error})", remedy=remedy) from None
    except (urllib3_errors.HTTPError, HTTPException, OSError, ValueError) as error:
        if isinstance(error, IncompleteRead) or any(isinstance(part, IncompleteRead) for part in error.args):
            raise truncated() from None
        why = f"{host} broke off or gave no HTTP answer ({type(error).__name__})"
        raise UnreadableInput("bad_answer", why, remedy="Try again later") from None


def truncated() -> UnreadableInput:
    """Say that an answer is not whole."""
    return UnreadableInput("truncated", "the answer breaks off before its end", remedy="Try again later")


def too_large(limits: FetchLimits) -> UnsafeInput:
    """Say that an answer is over the limit."""
    return UnsafeInput(
        "too_large", f"the answer has more than {limits.max_bytes >> 10:,} KiB", remedy="Save the report by hand"
    )
