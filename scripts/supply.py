"""Says what the package stands on: ``python scripts/supply.py [sbom FILE | licences | audit]``.

``sbom FILE`` writes a software bill of materials (CycloneDX 1.6, JSON) of the lock: every library
with version, hashes and package URL. ``licences`` lists the licence that each installed library of
the lock states. ``audit`` asks the advisory database for known faults; it needs ``pip-audit`` and a
network, which nothing else here does.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import uuid
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
PIN = re.compile(r"^(?P<name>[A-Za-z0-9_.-]+)==(?P<version>[^\s;\\]+)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
UNKNOWN = "not stated"


def pins(text: str) -> Iterator[tuple[str, str, list[str]]]:
    """Yield name, version and SHA-256 hashes of every library of a lock."""
    found = list(PIN.finditer(text))
    ends = [*(m.start() for m in found[1:]), len(text)]
    for match, end in zip(found, ends, strict=True):
        yield match["name"], match["version"], HASH.findall(text, match.end(), end)


def licence(name: str) -> str:
    """Return the licence that an installed library states; "not stated" if none or not here."""
    try:
        told: Any = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return UNKNOWN
    classified = [
        c.rpartition(" :: ")[2] for c in told.get_all("Classifier") or () if c.startswith("License")
    ]
    whole = told.get("License-Expression") or "; ".join(classified) or told.get("License") or ""
    return " ".join(whole.split())[:80] or UNKNOWN


def sbom(text: str) -> dict[str, Any]:
    """Return the bill of materials of a lock; the same lock gives the same bill."""
    components = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name.lower()}@{version}",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name.lower()}@{version}",
            "properties": [{"name": "sha256", "value": digest} for digest in hashes],
        }
        for name, version, hashes in pins(text)
    ]
    serial = uuid.uuid5(uuid.NAMESPACE_URL, text)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"component": {"type": "library", "name": "who-says-so"}},
        "components": components,
    }


def main(arguments: list[str]) -> int:
    """Run one of the three; the exit status is 1 where a licence or an advisory needs a look."""
    text = LOCK.read_text(encoding="utf-8")
    match arguments:
        case ["sbom", file]:
            bill = json.dumps(sbom(text), indent=2) + "\n"
            Path(file).write_text(bill, encoding="utf-8")
            return 0
        case ["licences"]:
            rows = [(name, version, licence(name)) for name, version, _ in pins(text)]
            for row in rows:
                print(*row, sep="\t")
            return 0
        case ["audit"]:
            line = [sys.executable, "-m", "pip_audit", "-r", str(LOCK), "--require-hashes"]
            return subprocess.run(line, check=False).returncode
        case _:
            print(__doc__, file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
