"""Fuzz one form: python -m bench.fuzzing page --seconds 600 [--mutate].

Ends with status 77 at the first input that breaks a promise, and keeps that input. With atheris, which follows the code
that an input reaches; without it, or with --mutate, by changing bytes of what is known already at random.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import traceback
from hashlib import sha256
from pathlib import Path

CRASHES = Path(__file__).parents[1] / "tests" / "fuzz" / "crashes"
BROKEN = 77
RUNS = "runs "
"""Before the number of inputs read, on a line of its own."""
SLOWEST_SECONDS = 20
MOST_MIB = 2048
FOLLOWED = ("sayso.readers", "sayso.text", "trafilatura", "pypdf")
_PIECES = (b"<", b">", b"&#0;", b"\x00", b'"', b"{", b"[", b"\n", b"\r", b",", b"\xff", b"<p>", b"]]>", b"PK\x03\x04")


def main() -> None:
    """Fuzz one form for a time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mutate", action="store_true")
    asked = parser.parse_args()
    CRASHES.mkdir(parents=True, exist_ok=True)
    if asked.mutate or not has_atheris():
        mutate(asked.target, asked.seconds, asked.seed)
    else:
        follow(asked.target, asked.seconds, asked.seed)


def has_atheris() -> bool:
    """Tell whether atheris is installed."""
    try:
        import atheris  # noqa: F401
    except ImportError:
        return False
    return True


def follow(name: str, seconds: int, seed: int) -> None:
    """Fuzz with atheris, which ends the process itself."""
    import atheris

    with atheris.instrument_imports(include=list(FOLLOWED)):
        import pypdf  # noqa: F401
        import trafilatura  # noqa: F401

        from bench.fuzz_targets import LONGEST_BYTES, TARGETS
    target = TARGETS[name]
    with tempfile.TemporaryDirectory() as corpus:
        for number, content in enumerate(target.seeds()):
            Path(corpus, f"seed{number}").write_bytes(content)
        flags = [
            f"-max_total_time={seconds}", f"-seed={seed}", f"-max_len={LONGEST_BYTES}", f"-timeout={SLOWEST_SECONDS}",
            f"-rss_limit_mb={MOST_MIB}", f"-artifact_prefix={CRASHES}/{name}-", "-print_final_stats=1",
        ]  # fmt: skip
        atheris.Setup([sys.argv[0], *flags, corpus], target.read)
        atheris.Fuzz()


def mutate(name: str, seconds: float, seed: int, runs: int = sys.maxsize) -> int:
    """Fuzz by random changes for so many seconds or runs; return the number of inputs read."""
    from bench.fuzz_targets import LONGEST_BYTES, TARGETS

    target, chance = TARGETS[name], random.Random(seed)
    seeds = target.seeds()
    ends, done = time.monotonic() + seconds, 0
    while time.monotonic() < ends and done < runs:
        content = changed(chance.choice(seeds), chance)[:LONGEST_BYTES]
        done += 1
        try:
            target.read(content)
        except Exception:
            traceback.print_exc()
            (CRASHES / f"{name}-{sha256(content).hexdigest()[:16]}").write_bytes(content)
            print(f"{RUNS}{done}", flush=True)
            sys.exit(BROKEN)
    print(f"{RUNS}{done}", flush=True)
    return done


def changed(content: bytes, chance: random.Random) -> bytes:
    """Change a few places of an input: other bytes, pieces that mean something, parts doubled or left out."""
    told = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        at = chance.randint(0, len(told))
        to = min(len(told), at + chance.randint(0, 1 + len(told) // 4))
        told[at:to] = chance.choice((
            b"", told[at:to] * 2, chance.choice(_PIECES), chance.randbytes(chance.randint(1, 4)),
            bytes(byte ^ 1 << chance.randint(0, 7) for byte in told[at:to][:8]) + told[at:to][8:],
        ))  # fmt: skip
    return bytes(told)


if __name__ == "__main__":
    main()
