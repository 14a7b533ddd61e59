"""Tells what pyx12 has against each file: its name, a tab, and a complaint without its line and value; one line for each kind of complaint."""

import logging
import re
import sys

import pyx12.params
import pyx12.x12n_document


class Complaints(logging.Handler):
    def __init__(self):
        super().__init__()
        self.found = set()

    def emit(self, record):
        text = re.sub(r"^Line:\d+ ", "", record.getMessage())
        text = re.sub(r" - \(.*?\) is not a valid code", " - not a valid code", text, flags=re.S)
        text = re.sub(r"Found \d+, should", "should", text)
        self.found.add(re.sub(r"\s+", " ", re.sub(r" \([^()]*\)$", "", text)).strip())


logging.getLogger().setLevel(logging.ERROR)
for name in sys.argv[1:]:
    complaints = Complaints()
    logging.getLogger().addHandler(complaints)
    try:
        pyx12.x12n_document.x12n_document(pyx12.params.params(), name, None, None)
    except Exception as error:
        complaints.found.add(f"breaks down: {type(error).__name__}")
    logging.getLogger().removeHandler(complaints)
    for complaint in sorted(complaints.found):
        print(f"{name}\t{complaint}")
