// SPDX-License-Identifier: MIT
//
// A browser that tells everything: what a page writes to the console, what it asks for, what it opens.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';

let browser;

// To be called by each file of tests.
export function useBrowser() {
    before(async () => {
        browser = await chromium.launch({
            executablePath: process.env.CHROMIUM,
            args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
        });
    });
    after(() => browser?.close());
}

// Opens base + path, hands the page to use(), and fails on whatever the page did beyond being read.
export async function visit(base, path, use, options = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    context.setDefaultTimeout(10_000);
    const faults = [];
    try {
        const page = await context.newPage();
        page.on('console', (message) => {
            if (['error', 'warning'].includes(message.type())) faults.push(`console: ${message.text()}`);
        });
        page.on('pageerror', (error) => faults.push(`error: ${error}`));
        page.on('dialog', (dialog) => {
            faults.push(`dialog: ${dialog.message()}`);
            dialog.dismiss();
        });
        page.on('popup', (popup) => faults.push(`popup: ${popup.url()}`));
        page.on('download', (download) => faults.push(`download: ${download.url()}`));
        await context.route('**/*', (route) => {
            const url = route.request().url();
            if (url.startsWith(base) || url.startsWith('data:image/')) return route.continue();
            faults.push(`request: ${url}`);
            return route.abort();
        });
        page.on('requestfailed', (request) => faults.push(`not there: ${request.url()}`));
        page.on('response', (response) => {
            if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
        });
        await page.goto(base + path);
        await use(page);
        // A script that a record brought would have had its time by now.
        if (options.javaScriptEnabled !== false)
            assert.equal(await page.evaluate(() => window.hacked), undefined, 'a record ran a script');
    } finally {
        await context.close();
    }
    assert.deepEqual(faults, [], `${base + path} did more than being read`);
}

// Serves a folder by Python's own server on a port that is free; resolves to its address and how to end it.
export async function serve(folder) {
    const args = ['-u', '-m', 'http.server', '0', '--bind', '127.0.0.1', '--directory', folder];
    const child = spawn(process.env.PYTHON, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    const port = await new Promise((resolve, reject) => {
        child.on('error', reject);
        child.on('exit', (code) => reject(new Error(`http.server ended with ${code}`)));
        child.stdout.on('data', (data) => {
            const said = /port (\d+)/.exec(data);
            if (said) resolve(said[1]);
        });
    });
    return { base: `http://127.0.0.1:${port}/`, end: () => child.kill() };
}
