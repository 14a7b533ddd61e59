"""Tells in how many seconds pyx12 validates a file, its own start not counted."""

import logging
import sys
import time

import pyx12.params
import pyx12.x12n_document

logging.disable(logging.CRITICAL)
parameters = pyx12.params.params()
begin = time.perf_counter()
pyx12.x12n_document.x12n_document(parameters, sys.argv[1], None, None)
print(time.perf_counter() - begin)
