"""All cases: small inputs that once went wrong, each with what is right. Judged in the *_cases.py beside this file;
one whose name begins with "made/" makes its own input, all others are folders of ../shared/cases."""
import glob
import importlib
import os

import case

# Cases that do not come out right yet, with the item of issue 18 that will mend them. A case that does fails here.
PENDING = {}

for path in sorted(glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), "*_cases.py"))):
    name = os.path.splitext(os.path.basename(path))[0]
    if name != "test_cases":
        importlib.import_module(name)

case.main(PENDING)
