import json
import subprocess
import sys

LISTED = """
import json, sys
from leal.config.command_line import main
names = main.list_commands(None)
print(json.dumps([names, [heavy for heavy in ("django", "numpy", "scipy") if heavy in sys.modules]]))
"""


def test_listing_the_commands_brings_in_none_of_what_they_stand_on():
    done = subprocess.run([sys.executable, "-c", LISTED], capture_output=True, text=True, check=True)
    names, heavy = json.loads(done.stdout)
    assert {"database", "figures", "serve", "standing", "story", "tables"} <= set(names)
    assert heavy == []
