# SPDX-License-Identifier: MIT
"""How the reports do at scale: records that were never run (generate.py), and measures (database.py)."""
