import subprocess
import sys
import time

from onrecord.store.case import open_case
from onrecord.store.migrate import applied, migrations

#: Opens a new case at the given moment, as ``onrecord add`` does.
MAKE = """
import sys, time
from onrecord.store.case import open_case
path, moment = sys.argv[1:]
time.sleep(max(0.0, float(moment) - time.time()))
with open_case(path, create=True) as case:
    with case.transaction() as db:
        db.execute("INSERT INTO d_unlinked SELECT 1 WHERE 0")
"""
ROUNDS, PROCESSES = 3, 3


def test_processes_make_one_case_at_the_same_moment(tmp_path):
    """Whichever process comes first, every migration runs once and no process fails."""
    for number in range(ROUNDS):
        path, moment = tmp_path / str(number), str(time.time() + 1.0)
        command = [sys.executable, "-c", MAKE, str(path), moment]
        made = [
            subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(PROCESSES)
        ]
        assert [p.communicate()[1] for p in made] == [""] * PROCESSES
        with open_case(path, read_only=True) as case:
            assert applied(case.db) == [name for name, _ in migrations()]
