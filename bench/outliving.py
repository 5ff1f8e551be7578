"""Count the kinds of decisions that outlive other readings: python -m bench.outliving.

Each kind is taken in a small case of its own by a test of tests/test_deciding.py, and its report comes again: the same,
under another name with another outlet and date, extracted anew, read with other labels and offsets, found no more.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

from bench.record import record

TESTS = {
    "test_a_decision_outlives_other_readings": "hold through five readings of another kind",
    "test_what_the_machine_reads_otherwise_now_is_listed_and_the_decision_holds":
        "hold, and what is read otherwise now is listed",
    "test_no_decision_is_lost_where_its_words_are_gone": "are kept and listed where their words are gone",
}  # fmt: skip


def main() -> None:
    """Run the tests, one for each kind of decision, and record how many pass."""
    asked = [f"tests/test_deciding.py::{name}" for name in TESTS]
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder, "told.xml")
        subprocess.run([sys.executable, "-m", "pytest", "-q", f"--junitxml={told}", *asked], check=False)
        all_of, passed = Counter[str](), Counter[str]()
        for case in ElementTree.parse(told).iter("testcase"):
            name = case.attrib["name"].partition("[")[0]
            all_of[name] += 1
            passed[name] += case.find("failure") is None and case.find("error") is None
    figures = [(f"kinds of decisions that {told}", f"{passed[name]} of {all_of[name]}") for name, told in TESTS.items()]
    remark = "Made readings; a merge or split of mentions that are found no more is not counted as held: it is listed."
    record("Decisions outlive readings", "python -m bench.outliving", figures, remark)


if __name__ == "__main__":
    main()
