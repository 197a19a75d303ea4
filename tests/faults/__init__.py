"""The store on disks that fail, lose power and flip bits, and among many who write.

INROAD_FAULTS=all runs every case; without it some hundreds are left out, for a minute's sake.
"""

import os

ALL = os.environ.get("INROAD_FAULTS") == "all"
