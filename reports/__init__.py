# SPDX-License-Identifier: MIT
"""What is made of a record: reports for people and for machines.

Nothing in this package starts a process or judges a claim; it reads records
(JSON Lines, schema/record.schema.json) and words, and writes what they say.
"""
