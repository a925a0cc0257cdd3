"""Print the contract report of a traffic record: `python -m tests.contract RECORD`.

Exits 1 when there is a violation.
"""

import sys
from pathlib import Path

from tests.contract.check import check_traffic

report = check_traffic(Path(sys.argv[1]))
sys.stdout.write(f"{report}\n")
sys.exit(1 if report.violations else 0)
