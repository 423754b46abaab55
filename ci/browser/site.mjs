// SPDX-License-Identifier: MIT
//
// The reports under test as files: their folders, their pages and one page of each kind.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

export const REPORT = process.env.REPORT;
export const HOSTILE = process.env.HOSTILE;
export const SCREENSHOTS = process.env.SCREENSHOTS;

// What a report has to have; a kind is a folder, or a page at the top.
export const KINDS = ['index.html', 'claim', 'matrix.html', 'matrix', 'cells.html', 'cell', 'times.html', 'runs.html'];

export const fileUrl = (folder) => `${pathToFileURL(folder)}/`;

export function files(folder) {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
        .sort();
}

export const pages = (folder) => files(folder).filter((path) => path.endsWith('.html'));
export const kindOf = (path) => path.split('/')[0];
export const size = (folder, path) => statSync(join(folder, path)).size;
export const text = (folder, path) => readFileSync(join(folder, path), 'utf8');

// The largest page of each kind: it has the most that can go wrong.
export function onePerKind(folder) {
    const largest = new Map();
    for (const path of pages(folder)) {
        const known = largest.get(kindOf(path));
        if (!known || size(folder, path) > size(folder, known)) largest.set(kindOf(path), path);
    }
    return KINDS.filter((kind) => largest.has(kind)).map((kind) => largest.get(kind));
}

// As the address of a page from the top: ids may hold what an address has to escape.
export const address = (path) => path.split('/').map(encodeURIComponent).join('/');
