// SPDX-License-Identifier: MIT
//
// What gitlab-ci-local takes from Node.js 22, for older ones.
Set.prototype.union ??= function (other) {
    return new Set([...this, ...other]);
};
