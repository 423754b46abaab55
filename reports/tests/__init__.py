# SPDX-License-Identifier: MIT
"""Tests of the reports: python3 -m pytest reports (from the root of the repository)."""
