"""Tells what pyx12 thinks of each file: its name, a tab, and `clean` or `faulty`; nothing where it breaks down.

Behind another tab comes the 999 that it writes, on the same line; nothing where it can make none, as of a set without ST03, which an 835 does not
need.
"""

import io
import logging
import sys

import pyx12.params
import pyx12.x12n_document

logging.disable(logging.CRITICAL)
for name in sys.argv[1:]:
    answer = io.StringIO()
    try:
        clean = pyx12.x12n_document.x12n_document(pyx12.params.params(), name, answer, None)
    except Exception as error:
        print(f"{name}: {error}", file=sys.stderr)
        continue
    print(f"{name}\t{'clean' if clean else 'faulty'}\t{''.join(answer.getvalue().split(chr(10)))}")
