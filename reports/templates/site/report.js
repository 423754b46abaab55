// SPDX-License-Identifier: MIT
// What pages can do beyond being read: filters. Without it everything is still there to read.
"use strict";
