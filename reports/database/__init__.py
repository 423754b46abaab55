# SPDX-License-Identifier: MIT
"""Many records in one SQLite database: schema/runs.sql says what is in it.

store.py opens and refuses; chunk.py makes a record small, quick.py makes that fast, write.py puts it in
(ids.py what is said once), load.py does so with many; read.py gives the lines back.
Reports know none of them: they ask source.py.
"""
