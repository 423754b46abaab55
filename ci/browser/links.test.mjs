// SPDX-License-Identifier: MIT
//
// Every link of every page leads somewhere: to a file of the report and an id in it, or to the web by http(s).
import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { test } from 'node:test';
import { HOSTILE, KINDS, REPORT, files, kindOf, pages, text } from './site.mjs';

const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', '#34': '"', '#39': "'" };
const unescape = (value) => value.replace(/&(#?\w+);/g, (whole, name) => NAMED[name] ?? whole);
const values = (html, name) =>
    [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'g'))].map((match) => unescape(match[1]));

for (const [name, folder] of Object.entries({ REPORT, HOSTILE })) {
    const known = new Set(files(folder));
    const ids = new Map(pages(folder).map((path) => [path, values(text(folder, path), 'id')]));

    test(`${name}: every kind of page is there`, () => {
        assert.deepEqual(KINDS.filter((kind) => !pages(folder).some((path) => kindOf(path) === kind)), []);
    });

    test(`${name}: no id is there twice`, () => {
        for (const [path, found] of ids) {
            const twice = found.filter((id, at) => found.indexOf(id) !== at);
            assert.deepEqual([...new Set(twice)], [], path);
        }
    });

    test(`${name}: links lead somewhere`, () => {
        const anchors = new Map([...ids].map(([path, found]) => [path, new Set(found)]));
        const broken = new Set();
        let count = 0;
        for (const path of pages(folder)) {
            const html = text(folder, path);
            for (const link of [...values(html, 'href'), ...values(html, 'src')]) {
                count += 1;
                if (/^https?:\/\/[^/]/.test(link)) continue;
                if (/^[a-z]+:/i.test(link)) { broken.add(`${path}: ${link}: another scheme`); continue; }
                const [file, anchor] = link.split('#').map(decodeURIComponent);
                const there = file.split('?')[0];
                const target = there ? posix.join(posix.dirname(path), there) : path;
                if (!known.has(target)) broken.add(`${path}: ${link}: no such file`);
                // The filters read what is behind a # as a question.
                else if (anchor && !anchor.includes('=') && !anchors.get(target)?.has(anchor))
                    broken.add(`${path}: ${link}: no such anchor`);
            }
        }
        assert.deepEqual([...broken].slice(0, 20), [], `${broken.size} of ${count} links are broken`);
        assert.ok(count > 100, `only ${count} links`);
    });
}
