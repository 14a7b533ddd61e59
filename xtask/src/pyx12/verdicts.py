"""Tells what pyx12 thinks of each file: its name, a tab, and `clean` or `faulty`; nothing where it breaks down.

It is not asked for an acknowledgement of its own: it cannot make one for a set without ST03, which an 835 does not need.
"""

import sys

import pyx12.params
import pyx12.x12n_document

for name in sys.argv[1:]:
    try:
        clean = pyx12.x12n_document.x12n_document(pyx12.params.params(), name, None, None)
    except Exception as error:
        print(f"{name}: {error}", file=sys.stderr)
        continue
    print(f"{name}\t{'clean' if clean else 'faulty'}")
